from bot.rasa_server import train


def test_the_digest_changes_with_an_input_and_only_then(tmp_path, monkeypatch):
    monkeypatch.setattr(train, "ROOT", tmp_path)
    (tmp_path / "data").mkdir()
    example = tmp_path / "data" / "a.yml"
    example.write_text("one")
    first = train.inputs_digest()
    assert train.inputs_digest() == first
    (tmp_path / "README.md").write_text("not an input")
    assert train.inputs_digest() == first
    example.write_text("two")
    assert train.inputs_digest() != first


def test_no_training_when_the_model_is_there(tmp_path, monkeypatch):
    monkeypatch.setattr(train, "MODELS", tmp_path)
    train.current_model().write_bytes(b"")
    said = []
    assert train.train_if_needed(said.append) == train.current_model()
    assert said == []
