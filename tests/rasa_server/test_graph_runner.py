from types import SimpleNamespace

from bot.rasa_server.graph_runner import SequentialGraphRunner


class Node:
    def __init__(self, name, work):
        self.name, self.work = name, work

    def __call__(self, *inputs):
        return self.name, self.work(*(value for _, value in inputs))


class Schema:
    target_names = ["sum"]

    def __init__(self):
        needs = {"sum": {"a": "double", "b": "one"}, "double": {"x": "message"}, "one": {}, "unused": {}}
        self.nodes = {name: SimpleNamespace(needs=need) for name, need in needs.items()}

    def minimal_graph_schema(self, targets):
        schema = Schema()
        del schema.nodes["unused"]
        return schema


def test_each_node_runs_once_after_what_it_needs_and_only_what_is_needed():
    runs = []

    def node(name, work):
        return Node(name, lambda *inputs: (runs.append(name), work(*inputs))[1])

    runner = SequentialGraphRunner.__new__(SequentialGraphRunner)
    runner._graph_schema = Schema()
    runner._instantiated_nodes = {
        "sum": node("sum", lambda a, b: a + b),
        "double": node("double", lambda x: 2 * x),
        "one": node("one", lambda: 1),
        "unused": node("unused", lambda: 1 / 0),
    }
    assert runner.run({"message": 20}) == {"sum": 41}
    assert sorted(runs) == ["double", "one", "sum"]
    assert runs[-1] == "sum"
