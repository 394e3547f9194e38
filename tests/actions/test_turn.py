import pytest

from actions.turn import read_turn


def said(intent="exercise", **entities):
    found = [{"entity": name, "value": value} for name, value in entities.items()]
    return {"event": "user", "parse_data": {"intent": {"name": intent}, "entities": found}}


LOSS = said(loss="i miscarried")
WEEKS = said(weeks_of_pregnancy=8)


@pytest.mark.parametrize(
    ("before", "after_loss"),
    [
        ([], False),
        ([LOSS], True),
        ([said("pregnancy_loss")], True),
        ([WEEKS, LOSS], True),
        ([LOSS, WEEKS], False),  # pregnant again
        ([said("pregnancy_loss", weeks_of_pregnancy=20)], True),
    ],
)
def test_a_loss_is_remembered_until_a_week_is_told(tracker, before, after_loss):
    turn = read_turn(tracker("exercise", "can i swim", slots={"weeks": 20.0}, events=before))
    assert turn.after_loss is after_loss
    assert turn.week == (None if after_loss else 20)
