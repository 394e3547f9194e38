import pytest

from bot.content.check import check_content


def test_our_content_is_sound():
    assert [str(fault) for fault in check_content()] == []


TOPIC = "topics/vitamin_d.yml"
URGENT = "urgent/cord_prolapse.yml"


@pytest.mark.parametrize(
    ("file", "edit", "said"),
    [
        (TOPIC, lambda raw: raw.pop("answer"), "'answer' is a required property"),
        (TOPIC, lambda raw: raw.update(review_in="soon"), "say in how many months to review"),
        (TOPIC, lambda raw: raw.update(colour="red"), "remove the field or correct its name"),
        (TOPIC, lambda raw: raw.update(pages=["nowhere"]), "'nowhere' is not known"),
        (TOPIC, lambda raw: raw.update(related=["moon"]), "'moon' is not known"),
        (TOPIC, lambda raw: raw.update(id="vitamin_x"), "the id 'vitamin_x' is not the file's name"),
        (TOPIC, lambda raw: raw["parts"][0].update(button="x" * 31), "a label of at most 30 characters"),
        (TOPIC, lambda raw: raw["parts"][0].update(id=raw["parts"][1]["id"]), "two parts are named"),
        (TOPIC, lambda raw: raw.update(answer="See https://example.org"), "register the page in pages.yml"),
        (TOPIC, lambda raw: raw.update(answer="TODO"), "write it or take it out"),
        (URGENT, lambda raw: raw.update(pages=["nhs_get_help"]), "a 999 card offers reading"),
        (URGENT, lambda raw: raw["cards"][0].update(heading="Ring us"), 'write the heading as "Call ... now if:"'),
        (URGENT, lambda raw: raw["cards"][0].update(contacts=["batman"]), "'batman' is not known"),
        ("pages.yml", lambda raw: raw["pages"][0].update(url="nhs.uk"), "give the full address"),
        ("contacts.yml", lambda raw: raw["contacts"][0].update(tel="nine"), "digits only"),
        ("wordings.yml", lambda raw: raw["greet"].update(topics=["moon"]), "'moon' is not known"),
    ],
)
def test_each_fault_is_named_with_file_line_and_remedy(content, change, file, edit, said):
    change(content / file, edit)
    faults = [str(fault) for fault in check_content(content)]
    assert any(said in fault and file in fault for fault in faults), faults


def test_all_faults_are_listed_at_once(content, change):
    change(content / TOPIC, lambda raw: (raw.pop("answer"), raw.pop("owner")))
    assert len(check_content(content)) >= 2


def test_broken_yaml_names_the_line(content):
    path = content / TOPIC
    path.write_text("id: vitamin_d\ntitle: 'open\n", "utf-8")
    assert "line" in str(check_content(content)[0])


def test_a_key_that_stands_twice_is_a_fault(content):
    path = content / TOPIC
    path.write_text(path.read_text("utf-8") + "\ntitle: Again\n", "utf-8")
    assert "stands twice" in str(check_content(content)[0])


def test_a_new_topic_is_told_what_it_lacks(content):
    text = (content / TOPIC).read_text("utf-8").replace("id: vitamin_d", "id: moonlight", 1)
    (content / "topics" / "moonlight.yml").write_text(text, "utf-8")
    faults = " ".join(str(fault) for fault in check_content(content))
    for lack in ("add 'moonlight' to domain.yml", "write data/nlu/moonlight.yml", "`or:` of data/rules/topics.yml"):
        assert lack in faults


def test_words_changed_after_sign_off_are_a_fault_with_the_new_digest(content, change):
    sign_off = {"name": "A", "role": "midwife", "on": "2026-11-23", "digest": "0" * 64}
    change(content / TOPIC, lambda raw: raw.update(sign_off=sign_off))
    assert "write the digest" in str(check_content(content)[0])
