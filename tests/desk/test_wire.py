"""What crosses the link arrives as it was sent."""

from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.desk.protocol import Opened
from workbench.desk.wire import Reply, WireOpened, error_of, from_wire, refusal_of, to_wire
from workbench.errors import StoreFull, TakenOver, WorkbenchError
from workbench.library.loading import instrument
from workbench.model import changes, draft
from workbench.model.vocabulary import NonAnswer

NOW = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)
FORM = instrument("safety_screen")
FIRST = FORM.items[0].id
ANSWERS = st.lists(
    st.one_of(
        st.builds(
            changes.NoAnswer,
            item=st.sampled_from([item.id for item in FORM.items]),
            reason=st.sampled_from([NonAnswer.UNKNOWN, NonAnswer.DECLINED, NonAnswer.UNSAFE]),
        ),
        st.builds(
            changes.Said,
            statement=st.sampled_from(["a", "b", "c"]),
            item=st.just(FIRST),
            informant=st.just("child"),
            words=st.text(min_size=1, max_size=50),
        ),
        st.builds(changes.Stop, left=st.text(min_size=1, max_size=40), rebook=st.dates()),
    ),
    max_size=6,
)


@given(ANSWERS, st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_sitting_survives_the_way_over_the_wire(steps, number):
    state = draft.start(FORM, {"group": "left_behind", "age": 9.0})
    for step in steps:
        state = draft.apply(state, step, NOW)
    opened = Opened(
        draft=state,
        code="A-1",
        age=9.0,
        sitting_date=date(2026, 3, 1),
        contacts={"police": number},
        present=("child",),
        earlier=((FIRST, date(2026, 1, 2), "open"),),
    )
    wire = msgspec.json.decode(msgspec.json.encode(to_wire(opened)), type=WireOpened)
    assert from_wire(wire, instrument) == opened


@pytest.mark.parametrize("kind", [TakenOver, StoreFull, WorkbenchError])
def test_an_error_arrives_as_itself_with_its_sentence(kind):
    reply = msgspec.json.decode(msgspec.json.encode(refusal_of(kind("One sentence."))), type=Reply)
    assert (type(error_of(reply)), str(error_of(reply))) == (kind, "One sentence.")


def test_an_error_that_the_other_side_cannot_raise_arrives_as_the_nearest_that_it_can():
    class TornPage(StoreFull):
        pass

    assert type(error_of(refusal_of(TornPage("One sentence.")))) is StoreFull
    assert type(error_of(Reply(error="RuntimeError", text="x"))) is WorkbenchError
