"""Every instrument that ships: reachable, never in a wrong place, in its own words, with sources that exist."""

from itertools import product

import pytest

from library.sources import keep, known_runs, runs
from workbench.library.loading import instrument, instruments, versions
from workbench.library.wording import too_alike
from workbench.model.answers import Answers
from workbench.model.instrument import Instrument
from workbench.model.vocabulary import GROUPS, STAGES, age_band

SHIPPED = [(name, version) for name in instruments() for version in versions(name)]
QUOTED = "To date, little attention has been paid to the reintegration of children"


@pytest.fixture(params=SHIPPED, ids=" ".join)
def form(request) -> Instrument:
    return instrument(*request.param)


def every_state(form: Instrument):
    """Answers in every group, age and stage, under every answer to the items that branches look at.

    The ages are those from which other items are asked than a year before.
    """
    drivers = [
        item
        for item in form.items
        if any(c.item == item.id for other in form.items for c in (*other.show_if, *other.hide_if))
    ]
    codes = [form.responses[item.responses].codes for item in drivers]
    asked = [[item.id for item in form.items if year in item.years] for year in range(18)]
    ages = [year for year in range(18) if year == 0 or asked[year] != asked[year - 1]]
    for group, age, stage in product(GROUPS, ages, STAGES):
        for chosen in product(*codes):
            answers = Answers(form, {"group": group, "age": age, "stage": stage})
            for item, code in zip(drivers, chosen, strict=True):
                answers = answers.record(item.id, code)
            yield group, age, stage, answers


def test_every_item_is_reached_by_someone_and_never_in_a_wrong_place(form):
    reached = set()
    for group, age, stage, answers in every_state(form):
        shown = answers.shown()
        reached |= {item.id for item in shown}
        for item in shown:
            assert age in item.years
            assert not item.ages or age_band(age) in item.ages
            assert not item.age_range or item.age_range[0] <= age <= item.age_range[1]
            assert not item.groups or group in item.groups
            assert not item.stages or stage in item.stages
            for condition in item.show_if:
                assert answers.value(condition.item) in condition.any_of
                assert answers.applies(condition.item)
            for condition in item.hide_if:
                assert answers.value(condition.item) not in condition.any_of
    assert reached == {item.id for item in form.items}


def test_no_anchor_is_nearly_that_of_another_answer(form):
    for item in form.items:
        alike = [
            (one, other)
            for place, one in enumerate(item.anchors)
            for other in item.anchors[place + 1 :]
            if too_alike(one, other)
        ]
        assert alike == [], item.id


def test_every_coded_answer_has_an_anchor(form):
    for item in form.items:
        responses = form.responses[item.responses]
        if responses.kind in ("level", "choice"):
            assert len(item.anchors) == len(responses.codes) and all(map(str.strip, item.anchors)), item.id


def test_no_sentence_is_taken_from_a_source(form):
    assert {text for text in texts(form) if not known_runs().isdisjoint(runs(text))} == set()


def test_the_search_for_borrowed_sentences_finds_one(tmp_path):
    assert len(known_runs()) > 100_000
    assert not known_runs().isdisjoint(runs(QUOTED))
    (tmp_path / "000_made_up.txt").write_text("One sentence of a book, written by nobody, for this test alone.")
    keep(tmp_path, tmp_path)
    borrowed = "They say: one SENTENCE of a book – written by nobody for\nthis test."
    assert len(known_runs(tmp_path).intersection(runs(borrowed))) == 3
    assert known_runs(tmp_path).isdisjoint(runs("One sentence of a book, written by somebody for this test."))


def texts(form: Instrument) -> list[str]:
    written = [form.purpose, *(section.intro for section in form.sections)]
    for item in form.items:
        written += [item.text, item.help, *item.anchors, *item.say.values()]
    for note in form.guidance.values():
        written += [note.title, *note.act, *note.write]
    return written
