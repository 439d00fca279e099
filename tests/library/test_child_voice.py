"""The child's own page: words for its age, nothing about the past, every question free to skip."""

import re
from datetime import UTC, datetime
from pathlib import Path

import nltk
import pytest
import textstat

from workbench.library.loading import instrument
from workbench.library.wording import words
from workbench.model import changes
from workbench.model.answers import Answers
from workbench.model.draft import apply, start
from workbench.model.instrument import Item
from workbench.model.notes import guidance
from workbench.model.vocabulary import PRESENT, NonAnswer

FORM = instrument("child_voice", "1.0")
NOW = datetime(2026, 5, 31, 14, 5, tzinfo=UTC)
MOST = 14  # questions of one part, each answered by a tap
PARTS = {(0, 2): 1, (3, 5): 4, (6, 8): 7, (9, 12): 11, (13, 17): 15}
READ_BY_CHILD = {(6, 8): "young", (9, 12): "middle", (13, 17): "teen"}
SPOKEN_TO_CHILD = [(3, 5), *READ_BY_CHILD]
NOT_NEAR = set(PRESENT) - {"child", "doctor", "interpreter"}
FRAME = re.compile(r"(begin|share)_|play_(start|picture)$")
# Flesch-Kincaid grade of all words of a part, and of its hardest screen by itself; most words in a sentence.
LIMITS = {(3, 5): (1, 3, 10), (6, 8): (1, 3, 12), (9, 12): (2, 4, 16), (13, 17): (4, 6, 18)}
# Syllables are counted from entries of the CMU Pronouncing Dictionary; a new word gets its line from there.
PRONUNCIATIONS = Path(__file__).with_name("nltk_data")
PAST_OR_HARM = re.compile(
    r"traffick|exploit|abus|violen|smuggl|border|victim|rescue|polic|court|prison|crime|sold|sell|buy|debt|money|boss|"
    r"touch|sex|rape|naked|kill|\bdie|dead|suicid|\bhit|beat|slap|punish|threat|danger|secret|force|"
    r"happened|back then|before you came|used to|remember|the past|abroad",
    re.IGNORECASE,
)
BLAME = re.compile(
    r"fault|blame|should|must|ought to|why|naughty|behav|well done|good (boy|girl|child)|bad (boy|girl|child)|"
    r"responsib|look after|take care of|help (your|my) (mother|father|parent|mum|dad)|shame|proud|promise|brave",
    re.IGNORECASE,
)


def part(years: tuple[int, int]) -> list[Item]:
    return [item for item in FORM.items if item.years == set(range(years[0], years[1] + 1))]


def questions(years: tuple[int, int]) -> list[Item]:
    return [item for item in part(years) if not FRAME.match(item.id)]


def intros(years: tuple[int, int]) -> list[str]:
    """Titles and introductions of the sections that the part uses."""
    used = {item.section for item in part(years)}
    return [text for section in FORM.sections if section.id in used for text in (section.title, section.intro)]


def spoken(item: Item) -> list[str]:
    """What the child hears, or reads with the answers."""
    return list(item.say.values()) or [item.text, *FORM.responses[item.responses].labels, *item.anchors]


def told(years: tuple[int, int]) -> list[str]:
    before = [] if years == (3, 5) else intros(years)
    return before + [text for item in part(years) for text in spoken(item)]


def grade(texts: list[str]) -> float:
    return textstat.flesch_kincaid_grade(plain(texts))


def plain(texts: list[str]) -> str:
    """Texts as sentences; a hyphen parts words, so that each is looked up by itself."""
    return " ".join(text if text[-1] in ".?!" else f"{text}." for text in texts).replace("’", "'").replace("-", " ")


@pytest.fixture(scope="module", autouse=True)
def pronunciations():
    """Syllables as they are spoken, without a network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nltk.data, "path", [str(PRONUNCIATIONS)])
        yield nltk.corpus.cmudict.dict()


def test_every_item_belongs_to_one_part():
    assert sum(len(part(years)) for years in PARTS) == len(FORM.items)


@pytest.mark.parametrize("years", PARTS)
def test_a_part_is_short(years):
    assert 8 <= len(questions(years)) <= (MOST if years in READ_BY_CHILD else 12)


@pytest.mark.parametrize("years", SPOKEN_TO_CHILD)
def test_every_word_has_its_syllables(years, pronunciations):
    assert {word for word in words(plain(told(years))) if word not in pronunciations} == set()


def test_the_measure_tells_a_hard_text_from_an_easy_one():
    assert grade(["The cat sat on the mat. It was a fat cat."]) < 1
    assert grade(["Considerable responsibility accompanies institutional confidentiality arrangements."]) > 20


@pytest.mark.parametrize("years", SPOKEN_TO_CHILD)
def test_a_child_of_that_age_can_read_it(years):
    whole, hardest, _ = LIMITS[years]
    screens = [intros(years)] if years in READ_BY_CHILD else []
    screens += [spoken(item) for item in part(years)]
    assert grade(told(years)) <= whole
    assert [screen[0] for screen in screens if grade(screen) > hardest] == []


@pytest.mark.parametrize("years", SPOKEN_TO_CHILD)
def test_sentences_are_short(years):
    sentences = [sentence for text in told(years) for sentence in re.split(r"[.?!;:]", text)]
    assert [sentence for sentence in sentences if len(words(sentence)) > LIMITS[years][2]] == []


@pytest.mark.parametrize("years", SPOKEN_TO_CHILD)
def test_no_question_leads_to_the_past_or_to_harm(years):
    asked = [text for item in part(years) for text in spoken(item)]
    assert [text for text in asked if PAST_OR_HARM.search(text)] == []


@pytest.mark.parametrize("years", SPOKEN_TO_CHILD)
def test_nothing_judges_or_burdens_the_child_and_no_number_is_shown(years):
    assert [text for text in told(years) if BLAME.search(text) or re.search(r"\d", text)] == []


@pytest.mark.parametrize("years", READ_BY_CHILD)
def test_the_child_first_reads_what_stays_private_and_what_cannot(years):
    first = part(years)[0]
    intro = next(section.intro for section in FORM.sections if section.id == first.section)
    assert first.id.startswith("begin_")
    for said in (
        "[Ss]kip",
        "stays? with me and my team",
        "write|written",
        "locked",
        "ask to see",
        "get help|people who can help",
        "first",
        "if you say yes|unless",
    ):
        assert re.search(said, intro), said


def test_the_limit_comes_with_an_example_where_it_is_news():
    welcome = next(section.intro for section in FORM.sections if section.id == "welcome")
    assert re.search(r"if somebody hits you, for example", welcome)


@pytest.mark.parametrize("years", SPOKEN_TO_CHILD)
def test_nothing_is_asked_before_the_child_says_yes(years):
    first, *others = part(years)
    answers = Answers(FORM, {"age": PARTS[years]})
    assert answers.shown() == (first,)
    assert answers.record(first.id, NonAnswer.DECLINED, "child").shown() == (first,)
    assert answers.record(first.id, FORM.responses[first.responses].codes[-1]).shown() == (first,)
    assert answers.record(first.id, "go").shown() == (first, *others)


@pytest.mark.parametrize("years", SPOKEN_TO_CHILD)
def test_the_child_may_leave_out_every_question_and_nothing_follows(years):
    draft = start(FORM, {"age": PARTS[years]})
    for item in part(years):
        assert item.optional
        draft = apply(draft, changes.NoAnswer(item=item.id, reason=NonAnswer.DECLINED), NOW)
    assert draft.notes == {}


@pytest.mark.parametrize("years", READ_BY_CHILD)
def test_what_the_child_reads_holds_nothing_for_the_worker(years):
    assert [item.id for item in part(years) if item.help or item.say] == []


@pytest.mark.parametrize("years", READ_BY_CHILD)
def test_nobody_but_the_worker_and_an_interpreter_is_there(years):
    for item in part(years):
        assert item.asked_of == ("child",)
        assert set(item.not_in_presence_of) == NOT_NEAR


def test_what_is_played_about_home_is_played_where_nobody_from_home_can_see_it():
    in_company = {item.id for item in part((3, 5)) if set(item.not_in_presence_of) != NOT_NEAR}
    assert in_company == {"play_start", "play_friends", "play_fun", "play_magic"}
    for item in part((3, 5)):
        assert {"partner", "police", "person_of_concern", "unknown_person"} <= set(item.not_in_presence_of)
    intro = next(section.intro for section in FORM.sections if section.id == "playing")
    assert "door ajar" in intro and "only friends, likes and magic" in intro


@pytest.mark.parametrize("years", SPOKEN_TO_CHILD)
def test_the_last_word_is_whom_the_answers_may_be_shown_to(years):
    sharing = FORM.responses[part(years)[-1].responses]
    assert FRAME.match(part(years)[-1].id)
    assert sharing.codes[0] in ("keep", "team")


def test_answers_grow_with_the_child():
    steps = {tag: len(FORM.responses[FORM.item(f"night_{tag}").responses].codes) for tag in READ_BY_CHILD.values()}
    assert steps == {"young": 3, "middle": 4, "teen": 5}
    assert all(len(FORM.responses[item.responses].codes) == 2 for item in part((3, 5)))


def test_faces_are_for_six_to_eight_only():
    drawn = {item.id for item in FORM.items if FORM.responses[item.responses].faces}
    assert drawn and drawn <= {item.id for item in part((6, 8))}


def test_every_part_asks_what_it_is_for():
    topics = {
        "home",
        "night",
        "people",
        "miss",
        "school",
        "friends",
        "food",
        "body",
        "feelings",
        "heard",
        "helps",
        "wish",
        "say",
        "share",
    }
    for years, tag in READ_BY_CHILD.items():
        assert topics <= {item.id.removesuffix(f"_{tag}") for item in part(years)}


@pytest.mark.parametrize("critical", [item for item in FORM.items if item.critical], ids=lambda item: item.id)
def test_what_calls_for_an_adult_reaches_the_notes(critical):
    age = next(age for years, age in PARTS.items() if age in critical.years)
    draft = start(FORM, {"age": age})
    for condition in critical.show_if:
        draft = apply(draft, changes.Answer(item=condition.item, value="go"), NOW)
    codes = FORM.responses[critical.responses].codes
    assert critical.critical.when == codes[-len(critical.critical.when) :]
    assert apply(draft, changes.Answer(item=critical.id, value=codes[0]), NOW).notes == {}
    for code in critical.critical.when:
        opened = apply(draft, changes.Answer(item=critical.id, value=code), NOW)
        assert opened.notes[critical.id].kind == "critical"
    assert "supervisor" in guidance(FORM, critical.id).call


def test_only_danger_want_despair_and_the_wish_to_talk_reach_the_notes():
    critical = {years: {item.id.partition("_")[0] for item in part(years) if item.critical} for years in PARTS}
    assert critical == {
        (0, 2): {"baby"},
        (3, 5): {"play"},
        (6, 8): {"home", "night", "food", "body", "feelings", "say"},
        (9, 12): {"home", "night", "food", "body", "feelings", "say"},
        (13, 17): {"home", "night", "friends", "food", "body", "feelings", "say"},
    }
    played = {item.id for item in FORM.items if item.critical and item.id.startswith("play")}
    assert played == {"play_house", "play_tummy", "play_whisper"} and FORM.item("baby_wary").critical


@pytest.mark.parametrize(
    ("item", "answer", "note", "within"),
    [
        ("play_whisper", "something", "teddys_ear", "today"),
        ("home_young", "at_times", "about_home", "now"),
        ("home_middle", "not_great", "about_home", "now"),
        ("feelings_young", "hard", "heavy_days", "today"),
        ("food_young", "no", "about_food", "today"),
        ("food_teen", "no", "about_food", "today"),
        ("friends_teen", "hard", "being_pushed", "today"),
    ],
)
def test_these_answers_open_these_notes(item, answer, note, within):
    assert answer in FORM.item(item).critical.when and FORM.item(item).critical.note == note
    assert FORM.guidance[note].within == within


def test_after_a_whisper_nobody_asks_and_the_very_words_are_kept():
    note = FORM.guidance["teddys_ear"]
    assert note.act[0].startswith("Thank the child") and note.act[1].startswith("Ask nothing more")
    assert "very words" in note.write[0] and "supervisor" in note.call


@pytest.mark.parametrize("years", READ_BY_CHILD)
def test_food_and_pain_are_two_questions(years):
    tag = READ_BY_CHILD[years]
    food, body = FORM.item(f"food_{tag}"), FORM.item(f"body_{tag}")
    assert not any(re.search("hungry|eat|tummy gets", text) for text in body.anchors)
    assert not any(re.search("pain|sore|hurt", text) for text in food.anchors)


@pytest.mark.parametrize("years", READ_BY_CHILD)
def test_nobody_and_nothing_stand_alone(years):
    lists = {item.responses for item in part(years) if FORM.responses[item.responses].kind == "many"}
    assert len(lists) == 3
    for name in lists:
        assert FORM.responses[name].exclusive == FORM.responses[name].codes[-1:]


def test_people_are_named_as_the_child_names_them():
    labels = FORM.responses["people"].labels
    assert {"Mum", "Dad", "Someone who looks after me", "Someone from here (the team)"} <= set(labels)
    teen = FORM.responses["people_teen"]
    assert teen.codes == FORM.responses["people"].codes
    assert "Someone from the team" in teen.labels and not any("toy" in label for label in teen.labels)


def test_notes_send_the_worker_to_the_safety_screen():
    title = instrument("safety_screen").title
    for name, note in FORM.guidance.items():
        assert f"“{title}”" in " ".join(note.act), name
        assert 3 <= len(note.act) <= 6


def test_it_holds_no_number_that_could_be_added_up():
    assert {responses.kind for responses in FORM.responses.values()} <= {"choice", "many", "words"}
