"""The desk over a link answers as the desk itself would, and takes nothing but its two calls."""

import subprocess
import sys
import threading
from contextlib import suppress
from datetime import date
from multiprocessing import Pipe
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.desk import link
from workbench.desk.link import LinkDesk, connect_to_launcher, hand_out, hang_up, serve
from workbench.desk.memory import MemoryDesk
from workbench.desk.protocol import Opened
from workbench.errors import LinkClosed, Locked, StaleChange, StoreError, TakenOver, UnknownName, WorkbenchError
from workbench.library.loading import instrument
from workbench.model import changes, draft
from workbench.model.vocabulary import NonAnswer

FORM = instrument("safety_screen")
FIRST = FORM.items[0].id


def sitting(**fields) -> Opened:
    start = draft.start(FORM, {"group": "left_behind", "age": 9.0})
    plain = {"code": "A-1", "age": 9.0, "sitting_date": date(2026, 3, 1), "contacts": {"police": "110"}}
    return Opened(draft=start, **(plain | fields))


class Linked:
    """A desk at one end of a real connection, a `LinkDesk` at the other."""

    def __init__(self, desk) -> None:
        self.ours, theirs = Pipe()
        self.provider = desk if callable(desk) else lambda: desk
        self.thread = threading.Thread(target=serve, args=(theirs, self.current), daemon=True)
        self.thread.start()
        self.closed = threading.Event()
        self.desk = LinkDesk(self.ours, when_closed=self.closed.set)
        self.theirs = theirs

    def current(self):
        return self.provider()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.desk.close()
        self.thread.join(5)
        assert not self.thread.is_alive()
        self.ours.close()


def envelope(change, base=0, name="c1", tab="t", sitting="d"):
    return changes.Envelope(draft=sitting, tab=tab, id=name, base=base, change=change)


def test_what_is_opened_and_recorded_is_what_the_desk_holds():
    memory = MemoryDesk({"d": sitting()})
    with Linked(memory) as linked:
        opened = linked.desk.open("d", "t")
        assert opened == memory.open("d", "t")
        done = linked.desk.record(envelope(changes.NoAnswer(item=FIRST, reason=NonAnswer.DECLINED)))
        assert (done.id, done.revision) == ("c1", 1)
        assert linked.desk.open("d", "t").draft == memory.open("d", "t").draft


def test_a_refusal_comes_back_as_the_same_error_with_its_sentence():
    memory = MemoryDesk({"d": sitting()})
    with Linked(memory) as linked:
        with pytest.raises(UnknownName, match="no sitting of that name"):
            linked.desk.open("nobody", "t")
        linked.desk.open("d", "t")
        place = changes.Place(section=FORM.sections[0].id)
        with pytest.raises(StaleChange):
            linked.desk.record(envelope(place, base=7))
        memory.open("d", "another")
        with pytest.raises(TakenOver):
            linked.desk.record(envelope(place, name="c2"))


def test_a_sitting_that_was_not_opened_over_this_link_cannot_be_written():
    memory = MemoryDesk({"d": sitting(), "other": sitting()})
    memory.open("other", "t")
    with Linked(memory) as linked:
        linked.desk.open("d", "t")
        place = changes.Place(section=FORM.sections[1].id)
        with pytest.raises(WorkbenchError, match="not opened over this link"):
            linked.desk.record(envelope(place, sitting="other"))
        assert memory.open("other", "t").draft.revision == 0
        linked.desk.open("other", "t")
        done = linked.desk.record(envelope(place, sitting="other"))
        assert done.revision == 1


def test_the_desk_is_asked_for_at_every_call_so_that_a_lock_counts_at_once():
    memory = MemoryDesk({"d": sitting()})
    with Linked(memory) as linked:
        linked.desk.open("d", "t")

        def locked():
            raise Locked("The workbench is locked.")

        linked.provider = locked
        with pytest.raises(Locked):
            linked.desk.record(envelope(changes.Place(section=FORM.sections[0].id)))
        assert memory.open("d", "t").draft.revision == 0


def test_a_defect_of_the_desk_says_nothing_of_its_cause():
    def broken():
        raise RuntimeError("secret words")

    with Linked(broken) as linked:
        with pytest.raises(StoreError) as told:
            linked.desk.open("d", "t")
        assert "secret" not in str(told.value)


def test_the_kernel_hears_at_once_that_the_launcher_closed():
    with Linked(MemoryDesk({"d": sitting()})) as linked:
        linked.desk.open("d", "t")
        hang_up(linked.theirs)
        closed = linked.closed.wait(5)
        assert closed
        with pytest.raises(LinkClosed):
            linked.desk.open("d", "t")


def test_a_message_over_the_limit_ends_the_link_and_changes_nothing():
    memory = MemoryDesk({"d": sitting()})
    with Linked(memory) as linked:
        linked.desk.open("d", "t")
        with suppress(BrokenPipeError):
            linked.ours.send_bytes(b"x" * 200_000)
        closed = linked.closed.wait(5)
        assert closed
        assert memory.open("d", "t").draft.revision == 0


HOSTILE = st.one_of(
    st.binary(max_size=300),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
        max_leaves=8,
    ).map(msgspec.json.encode),
    st.fixed_dictionaries(
        {"record": st.dictionaries(st.sampled_from(["draft", "tab", "id", "base", "change"]), st.text())}
    ).map(msgspec.json.encode),
    st.just(b"\x80\x04cos\nsystem\n(S'true'\ntR."),
)


def test_hostile_messages_are_answered_with_a_refusal_and_change_nothing():
    memory = MemoryDesk({"d": sitting()})
    ours, theirs = Pipe()
    thread = threading.Thread(target=serve, args=(theirs, lambda: memory), daemon=True)
    thread.start()

    @settings(max_examples=300, deadline=None)
    @given(HOSTILE)
    def refused(message):
        ours.send_bytes(message)
        assert msgspec.json.decode(ours.recv_bytes())["error"] in ("AnswerRefused", "UnknownName")

    refused()
    assert memory.open("d", "t").draft.revision == 0
    ours.send_bytes(b'{"open": "d", "tab": "t"}')
    assert "opened" in msgspec.json.decode(ours.recv_bytes()), "after all that the link still works"
    ours.close()
    thread.join(5)


def test_without_a_launcher_there_is_no_link_and_a_used_up_one_says_so(monkeypatch):
    monkeypatch.setattr(link, "_taken_over", [])
    assert connect_to_launcher() is None
    ours, theirs = Pipe()
    monkeypatch.setattr(link, "_taken_over", [theirs])
    desk = connect_to_launcher()
    for _ in range(2):
        with pytest.raises(LinkClosed, match="used up"):
            connect_to_launcher()
    desk.close()
    ours.close()


TAKEN = """
import os
from workbench.desk.link import connect_to_launcher, take_over_input
take_over_input()
print(os.environ["SET"], os.path.realpath("/dev/fd/0"), connect_to_launcher() is not None)
"""


def test_a_kernel_takes_its_input_over_as_its_link_and_ends_with_it():
    ours, theirs = Pipe()
    command = [sys.executable, "-uc", TAKEN + "import time; time.sleep(30)"]
    with subprocess.Popen(command, stdin=theirs.fileno(), stdout=subprocess.PIPE, text=True) as kernel:
        theirs.close()
        assert hand_out(ours, {"SET": "told"})
        assert kernel.stdout.readline().split() == ["told", "/dev/null", "True"]
        if sys.platform == "linux":
            assert b"told" not in Path(f"/proc/{kernel.pid}/environ").read_bytes()
        ours.close()
        status = kernel.wait(10)
        assert status == 0
