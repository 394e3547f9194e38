from bot.web.conversations import MOST_TURNS, ConversationIds, Transcripts


def test_only_our_own_ids_are_accepted():
    ids = ConversationIds(b"key")
    ours = ids.issue()
    assert ids.accept(ours) == ours
    for made_up in (
        "",
        "x",
        "é",
        ours + "x",
        ours[:-1],
        None,
        7,
        "A" * 33,
        "=" * 20,
        ConversationIds(b"other").issue(),
    ):
        assert ids.accept(made_up) != made_up


def test_ids_differ_and_outlive_a_restart(tmp_path):
    key = tmp_path / "state" / "key"
    first = ConversationIds.with_key_file(key)
    again = ConversationIds.with_key_file(key)
    issued = first.issue()
    assert first.issue() != issued
    assert again.accept(issued) == issued
    assert key.stat().st_mode & 0o077 == 0


def test_a_transcript_keeps_its_last_turns():
    transcripts = Transcripts()
    for number in range(MOST_TURNS + 5):
        turns = transcripts.add("c", str(number), [])
    assert len(turns) == 2 * MOST_TURNS
    assert turns[-2]["text"] == str(MOST_TURNS + 4)
    assert transcripts.add("other", "", [{"type": "text"}]) == [
        {"role": "keepwell", "text": "", "messages": [{"type": "text"}]}
    ]
