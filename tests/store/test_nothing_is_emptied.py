"""Any sequence of opening, recording, stopping, reopening, correcting and withdrawing leaves untouched fields alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import WorkbenchError
from workbench.model import changes
from workbench.model.vocabulary import NonAnswer
from workbench.store import StoreDesk, agreements
from workbench.store.verify import verify

from .conftest import DAY, begin

ITEM = "danger_now"
WORDS = st.sampled_from(["", "one", "two words"])
DAYS = st.sampled_from([None, DAY, DAY.replace(day=1)])


def filling(kind, **fields) -> st.SearchStrategy:
    """Changes that carry some of their fields, and name some that they empty."""
    parts = {name: st.just(changes.UNSET) | values for name, values in fields.items()}
    clear = st.lists(st.sampled_from([*fields]), max_size=2, unique=True).map(tuple)
    fixed = {"item": st.just(ITEM)} if "item" in kind.__struct_fields__ else {}
    return st.builds(kind, clear=clear, **parts, **fixed)


CHANGES = st.one_of(
    filling(changes.Stop, left=WORDS, rebook=DAYS),
    filling(changes.NextMeeting, rebook=DAYS),
    filling(changes.CloseNote, action=WORDS, at=WORDS, agency=WORDS, reference=WORDS, why_not=WORDS),
    st.builds(changes.NoteWords, item=st.just(ITEM), words=WORDS, clear=st.sampled_from([(), ("words",)])),
    st.builds(changes.ReopenNote, item=st.just(ITEM)),
    st.builds(changes.Resume),
    st.builds(changes.Answer, item=st.just(ITEM), value=st.sampled_from(["no", "yes"])),
    st.builds(changes.NoAnswer, item=st.just(ITEM), reason=st.just(NonAnswer.UNKNOWN)),
    st.builds(
        changes.Said,
        statement=st.just("s1"),
        item=st.just(ITEM),
        informant=st.just("child"),
        words=st.just(changes.UNSET) | WORDS,
        clear=st.sampled_from([(), ("words",)]),
    ),
)
STEPS = st.lists(CHANGES | st.sampled_from(["given", "withdrawn", "opened"]), max_size=12)


def on_file(draft) -> dict[str, object]:
    """Every field that a second recording could empty."""
    note, said = draft.notes.get(ITEM), {entry.id: entry.words for entry in draft.answers.statements}
    fields: dict[str, object] = {"left": draft.left, "rebook": draft.rebook, "s1.words": said.get("s1", "")}
    return fields | ({"note.words": note.words} | {f"note.{n}": v for n, v in note.closing.items()} if note else {})


def named(change: object) -> set[str]:
    """Fields that a change says it empties."""
    prefix = {changes.Said: "s1.", changes.NoteWords: "note.", changes.CloseNote: "note."}.get(type(change), "")
    return {f"{prefix}{name}" for name in getattr(change, "clear", ())}


@pytest.mark.parametrize("instrument", ["safety_screen", "child_needs"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_field_is_emptied_but_by_name(store, child, mother, instrument, steps):
    decide = lambda decision: agreements.add_consent(
        store, child.id, "assessment", decision, on=DAY, person_id=mother.id, limits_explained=True
    )
    decide("given")
    desk, draft_id = StoreDesk(store), begin(store, child, instrument=instrument)
    desk.amend(draft_id, changes.Answer(item="go_on", value="ask"))
    for step in steps:
        before = on_file(desk.open(draft_id, "tab").draft)
        try:
            if step in ("given", "withdrawn"):
                decide(step)
            elif step != "opened":
                desk.amend(draft_id, step)
            refused = False
        except WorkbenchError:
            refused = True
        after = on_file(desk.open(draft_id, "tab").draft)
        gone = {name for name, value in before.items() if value not in (None, "") and after[name] in (None, "")}
        assert gone <= named(step)
        assert not refused or after == before
    assert verify(store) == []
