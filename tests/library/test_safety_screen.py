"""The safety screen: what it asks of whom, what it raises, and what it never does."""

import re
from datetime import UTC, date, datetime

import pytest

from workbench.library.loading import instrument
from workbench.model import changes
from workbench.model.answers import Answers
from workbench.model.draft import apply, start
from workbench.model.notes import guidance
from workbench.model.presence import in_the_room, is_spoken, put_aside
from workbench.model.vocabulary import NOBODY, PRESENT, NonAnswer

FORM = instrument("safety_screen", "1.0")
NOW = datetime(2026, 5, 31, 14, 5, tzinfo=UTC)
AGES = {"0-2": 1, "3-5": 4, "6-11": 8, "12-17": 15}
ALARMING = re.compile(
    r"abus|violen|rape|traffick|suicid|kill|sexual|exploit|neglect|danger|threat|victim|forced|pregnan|harm|crisis|risk|"
    r"attack|crime|police|dead|death|weapon|assault",
    re.IGNORECASE,
)
TOPICS = {
    "danger at this minute": "danger_now",
    "violence at home": "hurt_at_home",
    "violence between adults": "sees_harm",
    "violence elsewhere": "hurt_elsewhere",
    "neglect": "looked_after",
    "left alone, young": "with_someone",
    "left alone, older": "hours_alone",
    "missing": "whereabouts",
    "exploitation or child labour": "earning",
    "forced marriage": "marriage",
    "contact or threats by the trafficker": "messages",
    "access of a suspected person tonight": "door_tonight",
    "risk of re-trafficking": "offers",
    "held as a lever": "kept_away",
    "infant not feeding": "infant_feeding",
    "infant shaken": "infant_crying",
    "sexual abuse": "body_privacy",
    "sexual assault within 72 hours": "how_recent",
    "pregnancy": "expecting",
    "urgent care": "ill_now",
    "self-harm under six": "little_one_hurts",
    "self-harm seen": "distress_seen",
    "self-harm thoughts": "dark_thoughts",
    "self-harm already done": "done_today",
    "self-harm intent": "thoughts_strength",
    "self-harm plan": "way_in_mind",
    "self-harm means": "within_reach",
    "self-harm before": "earlier_times",
    "left alone with it": "near_the_child",
    "carer's own suicidality": "carer_dark",
    "giving the child up": "carer_parting",
}
PATHWAY = ("thoughts_strength", "way_in_mind", "within_reach", "earlier_times", "near_the_child")
ALOUD = {"privacy": "private", "safe_to_talk": "good", "go_on": "ask"}
CRITICAL = [(item.id, code) for item in FORM.items if item.critical for code in item.critical.when]


def at(age: float, **given: str) -> Answers:
    answers = Answers(FORM, {"age": age})
    for item, code in given.items():
        answers = answers.record(item, code)
    return answers


def shown(answers: Answers) -> set[str]:
    return {item.id for item in answers.shown()}


def draft_asking(item_id: str):
    """A draft in which the item is asked: its age fits, and its branches are answered."""
    item = FORM.item(item_id)
    draft = start(FORM, {"age": AGES[item.ages[-1]] if item.ages else 8})
    for condition in ancestry(item):
        draft = apply(draft, changes.Answer(item=condition.item, value=condition.any_of[-1]), NOW)
    assert draft.answers.applies(item_id)
    return draft


def ancestry(item):
    for condition in (*item.show_if, *item.show_if_any[:1]):
        yield from ancestry(FORM.item(condition.item))
        yield condition


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_opens_a_note(topic):
    assert FORM.item(TOPICS[topic]).critical is not None


def test_nothing_else_is_critical():
    assert {item.id for item in FORM.items if item.critical} == set(TOPICS.values()) | {"feels_safe", "tonight_place"}


@pytest.mark.parametrize(("item", "code"), CRITICAL)
def test_a_critical_answer_raises_its_note(item, code):
    draft = apply(draft_asking(item), changes.Answer(item=item, value=code), NOW)
    assert draft.notes[item].kind == "critical"
    assert guidance(FORM, item).act


@pytest.mark.parametrize("item", sorted({item for item, _ in CRITICAL}))
@pytest.mark.parametrize("reason", [NonAnswer.UNKNOWN, NonAnswer.UNSAFE])
def test_unknown_and_unsafe_stay_open_with_a_date(item, reason):
    draft = apply(draft_asking(item), changes.NoAnswer(item=item, reason=reason), NOW)
    assert draft.notes[item].kind == "open"
    assert draft.notes[item].ask_again == date(2026, 6, 1)


@pytest.mark.parametrize("item", sorted({item for item, _ in CRITICAL} - {"how_recent"}))
def test_a_calm_answer_raises_nothing(item):
    calm = FORM.responses[FORM.item(item).responses].codes[0]
    draft = apply(draft_asking(item), changes.Answer(item=item, value=calm), NOW)
    assert item not in draft.notes


@pytest.mark.parametrize("age", AGES.values())
def test_stopping_leaves_only_danger_seen_and_the_next_meeting(age):
    first = {"who_is_here", "privacy", "safe_to_talk", "go_on"}
    left = {"danger_now", "meet_again"} | ({"feels_safe"} if age >= 3 else set())
    assert shown(at(age)) == shown(at(age, go_on="stop")) == first | left


@pytest.mark.parametrize("age", AGES.values())
def test_when_nothing_may_be_asked_nothing_is_spoken_and_what_is_known_can_still_be_noted(age):
    asking, seeing = at(age, **ALOUD), at(age, go_on="see")
    assert asking.may_be_spoken() and not seeing.may_be_spoken() and not at(age).may_be_spoken()
    assert shown(asking) - shown(seeing) == {"limits_told"}
    assert {"hurt_at_home", "body_privacy", "door_tonight"} <= shown(seeing)


def test_age_decides_what_is_asked():
    at_age = {band: shown(at(age, go_on="ask")) for band, age in AGES.items()}
    infant = {"infant_feeding", "infant_crying"}
    assert [band for band in AGES if infant & at_age[band]] == ["0-2"]
    assert [band for band in AGES if "with_someone" in at_age[band]] == ["0-2", "3-5"]
    assert [band for band in AGES if "hours_alone" in at_age[band]] == ["6-11", "12-17"]
    assert [band for band in AGES if "little_one_hurts" in at_age[band]] == ["3-5"]
    assert [band for band in AGES if "dark_thoughts" in at_age[band]] == ["6-11", "12-17"]
    assert [band for band in AGES if "marriage" in at_age[band]] == ["6-11", "12-17"]
    assert [band for band in AGES if "expecting" in at_age[band]] == ["12-17"]


@pytest.mark.parametrize("age", [8, 15])
def test_the_self_harm_pathway_opens_step_by_step(age):
    def path(answer: str) -> set[str]:
        return shown(at(age, go_on="ask", dark_thoughts=answer)) & set(PATHWAY)

    assert path("none") == set()
    assert path("wish") == {"within_reach", "earlier_times", "near_the_child"}
    assert path("thoughts") == set(PATHWAY)


@pytest.mark.parametrize("age", [8, 15])
def test_what_is_seen_opens_the_pathway_also_when_the_child_says_nothing(age):
    opened = {"within_reach", "earlier_times", "near_the_child"}
    seen = at(age, **ALOUD, distress_seen="yes").record("dark_thoughts", NonAnswer.DECLINED, "child")
    assert shown(seen) & set(PATHWAY) == opened
    assert shown(at(age, go_on="see", done_today="yes")) & set(PATHWAY) == opened
    for item in ("distress_seen", "done_today", *opened):
        assert guidance(FORM, item).within == "now"
    for item in ("within_reach", "earlier_times", "done_today"):
        assert not is_spoken(seen, FORM.item(item), in_the_room(seen, ["child"]))
        assert is_spoken(seen.record("dark_thoughts", "wish"), FORM.item(item), frozenset({"child"}))
        assert not is_spoken(seen.record("dark_thoughts", "wish"), FORM.item(item), frozenset({"child", "carer"}))


@pytest.mark.parametrize("item", sorted(item.id for item in FORM.items if item.open_when_declined))
def test_a_declined_question_of_the_self_harm_pathway_stays_open_until_one_meets_again(item):
    draft = apply(draft_asking(item), changes.NoAnswer(item=item, reason=NonAnswer.DECLINED, by="child"), NOW)
    assert draft.notes[item].kind == "open" and draft.notes[item].ask_again == date(2026, 6, 1)
    later = apply(draft, changes.Stop(rebook=date(2026, 6, 12)), NOW)
    assert later.notes[item].ask_again == date(2026, 6, 12)


def test_every_question_that_the_child_is_asked_about_harming_itself_stays_open_when_declined():
    asked = {"dark_thoughts", "done_today", "thoughts_strength", "way_in_mind", "within_reach", "earlier_times"}
    assert asked | {"carer_dark"} == {item.id for item in FORM.items if item.open_when_declined}


@pytest.mark.parametrize(
    "doubt", [{"privacy": "overheard"}, {"safe_to_talk": "unsure"}, {"safe_to_talk": "bad"}, {"go_on": "see"}]
)
def test_going_on_without_place_and_moment_speaks_nothing(doubt):
    answers = at(15, **(ALOUD | doubt))
    here = in_the_room(answers, ["child"])
    assert not any(is_spoken(answers, item, here) for item in answers.shown())
    assert {"dark_thoughts"} <= set(put_aside(answers, frozenset())) <= {"dark_thoughts", "limits_told"}


def test_the_childs_own_words_have_a_place_however_the_meeting_goes_on():
    for way in ("ask", "see", "stop"):
        assert "feels_safe" in shown(at(8, go_on=way))
    assert FORM.item("feels_safe").quiet_help.startswith("Ask nothing.")


def test_an_infant_in_the_arms_of_its_mother_holds_nothing_back():
    answers = at(0, **ALOUD).record("who_is_here", ("child", "parent"))
    mothers = {"carer_dark", "carer_parting", "door_tonight", "kept_away"}
    assert not mothers & set(put_aside(answers, in_the_room(answers)))
    older = at(8, **ALOUD).record("who_is_here", ("child", "parent"))
    assert mothers - {"door_tonight"} <= set(put_aside(older, in_the_room(older)))


def test_who_can_come_in_is_asked_early_and_only_looked_at_beside_the_child():
    order = [item.id for item in FORM.items]
    assert order.index("door_tonight") == order.index("tonight_place") + 1
    answers = at(8, **ALOUD).record("who_is_here", ("child",))
    here = in_the_room(answers)
    assert "door_tonight" not in put_aside(answers, here)
    assert not is_spoken(answers, FORM.item("door_tonight"), here)
    assert is_spoken(answers, FORM.item("door_tonight"), frozenset({"carer"}))


def test_filled_in_alone_nothing_waits():
    answers = at(15, go_on="see").record("who_is_here", (NOBODY,))
    assert put_aside(answers, in_the_room(answers)) == ()


def test_a_marked_adult_named_by_any_role_holds_as_much_as_one_to_keep_in_mind():
    with_partner = at(8, **ALOUD).record("who_is_here", ("child", "partner"))
    named = at(8, **ALOUD).record("who_is_here", ("child", "partner", "person_of_concern"))
    assert put_aside(with_partner, in_the_room(with_partner, of_concern=["partner"])) == put_aside(
        named, in_the_room(named)
    )
    assert len(put_aside(with_partner, in_the_room(with_partner))) < len(put_aside(named, in_the_room(named)))


def test_the_time_is_asked_of_the_child_only_after_the_child_or_a_witness_said_that_it_happened():
    item, here = FORM.item("how_recent"), frozenset({"child"})
    assert not is_spoken(at(15, **ALOUD, body_privacy="worry"), item, here)
    assert is_spoken(at(15, **ALOUD, body_privacy="yes"), item, here)


def test_time_is_asked_only_after_a_sign():
    assert "how_recent" not in shown(at(15, go_on="ask", body_privacy="no"))
    assert "how_recent" in shown(at(15, go_on="see", body_privacy="worry"))


def test_it_holds_no_number_that_could_be_added_up():
    for responses in FORM.responses.values():
        assert responses.kind in ("choice", "many")
        assert all(isinstance(code, str) for code in responses.codes)


def test_it_is_asked_anew_at_every_sitting():
    assert FORM.every_sitting


def test_presence_covers_everyone_who_may_be_in_the_room():
    people = FORM.responses[FORM.item("who_is_here").responses]
    assert set(people.codes) == {*PRESENT, NOBODY} and people.exclusive == (NOBODY,)
    for code, label in zip(people.codes, people.labels, strict=True):
        assert code == NOBODY or label == PRESENT[code]


def test_what_stands_large_on_the_screen_or_on_paper_alarms_nobody():
    read_by_others = [FORM.title]
    read_by_others += [section.title for section in FORM.sections] + [section.intro for section in FORM.sections]
    read_by_others += [item.text for item in FORM.items] + [note.title for note in FORM.guidance.values()]
    read_by_others += [label for responses in FORM.responses.values() for label in responses.labels]
    assert [text for text in read_by_others if ALARMING.search(text)] == ["Police officer"]


def test_words_for_the_child_are_few_when_it_is_small_and_never_lead_to_the_past():
    for item in FORM.items:
        assert "0-2" not in item.say
        assert ("child" in item.asked_of) == bool(item.say), item.id
        for band, spoken in item.say.items():
            assert not re.search(r"traffick|exploit|abus|what happened (then|there|to you)|tell me everything", spoken)
            longest = max(len(sentence.split()) for sentence in re.split(r"[.?!:]", spoken))
            assert longest <= {"3-5": 12, "6-11": 24, "12-17": 28}[band], (item.id, band)
    assert {item.id for item in FORM.items if "3-5" in item.say} == {"limits_told", "feels_safe", "runs_to", "ill_now"}


def test_who_must_not_listen_is_named_wherever_someone_is_asked():
    for item in FORM.items:
        if set(item.asked_of) - {"worker", "document"}:
            assert {"person_of_concern", "unknown_person"} <= set(item.not_in_presence_of), item.id
            assert "interpreter" not in item.not_in_presence_of
        if item.asked_of in (("child",), ("child", "worker")):
            assert {"parent", "carer", "sibling", "partner"} <= set(item.not_in_presence_of), item.id
    for item in ("carer_dark", "carer_parting"):
        assert "child" in FORM.item(item).not_in_presence_of
        assert "child" not in FORM.item(item).asked_of


@pytest.mark.parametrize("name", FORM.guidance)
def test_a_note_can_be_read_under_pressure(name):
    note = FORM.guidance[name]
    assert 3 <= len(note.act) <= 6
    assert 1 <= len(note.write) <= 4
    assert "supervisor" in note.call
    assert all(len(step.split()) <= 45 for step in note.act)


def test_notes_say_what_must_not_be_missing():
    def says(name: str) -> str:
        note = FORM.guidance[name]
        return " ".join((*note.act, *note.write, *note.call))

    for name in ("self_harm", "stay_close"):
        assert re.search("alone|within reach of the child", says(name))
        assert "crisis_clinician" in FORM.guidance[name].call
        assert "Tell the carer" in says(name) and re.search("unless that", says(name))
    assert "72 hours" in says("recent") and "120 hours" in says("recent")
    assert "Ask nothing further" in says("body") and "promise no secrecy" in says("afraid")
    assert "same day" in says("carer_parting") and "Blame nothing" in says("carer_parting")
    assert "ambulance" in FORM.guidance["infant_hurt"].call
    assert "anything swallowed: ambulance" in FORM.guidance["stay_close"].act[0]
    assert (
        FORM.guidance["done_today"].act[0].startswith("Ambulance now") and FORM.guidance["done_today"].within == "now"
    )
    assert FORM.guidance["afraid"].act[0].startswith("If anyone else can hear")
    assert "not left alone together" in FORM.guidance["carer_today"].act[0]
    assert "lying flat" not in says("infant_hurt") and "comfort comes first" in says("body")


def test_strengths_stand_beside_needs_and_open_nothing():
    strengths = [item for item in FORM.items if item.domain == "strengths"]
    assert len(strengths) >= 2
    assert not any(item.critical for item in strengths)
