from bot.text.clauses import MAX_CLAUSES, split_clauses


def test_a_short_message_is_one_clause():
    assert split_clauses("how much vitamin d") == []


def test_sentences_and_joined_clauses_part():
    clauses = split_clauses("the cot has come. my waters went and can i eat biscuits")
    assert "the cot has come" in clauses
    assert "my waters went" in clauses
    assert "can i eat biscuits" in clauses


def test_what_belongs_together_stays_together():
    assert split_clauses("is ham and cheese ok") == []


def test_long_text_without_marks_is_read_in_windows():
    words = "well " * 40 + "my waters have broken " + "anyway " * 40
    assert any("my waters have broken" in clause for clause in split_clauses(words))


def test_the_number_of_clauses_is_bounded():
    assert len(split_clauses("this is it. " * 5000)) <= MAX_CLAUSES
