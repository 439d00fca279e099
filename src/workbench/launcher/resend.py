"""Small answers in JSON for the page of a sitting: state of the vault, cover, hand over, lock, changes sent again."""

import asyncio
from typing import Any, ClassVar

import msgspec

from ..errors import AnswerRefused, Locked, WorkbenchError
from ..language import say
from ..model import changes
from .gate import CHANGES
from .pages.base import Need, Page

MOST_CHANGES = 500
LONGEST_SENT = 40


class DeskAnswer(Page):
    """Answers in JSON; an error is its class and sentence, never a page."""

    needs: ClassVar[Need] = "admitted"
    must_be_open: ClassVar[bool] = False

    def prepare(self) -> None:
        """Refuse unless the vault is open or the page with the child, where that is asked."""
        if self.must_be_open and self.vault.state not in ("open", "handed_over"):
            raise Locked(say("The workbench is covered or locked. Nothing was changed."))
        super().prepare()

    def sent(self, name: str) -> str:
        """Return one text of the JSON object that was sent; empty if it holds none of that name.

        Raises
        ------
        AnswerRefused
            It is no object of texts.
        """
        try:
            return msgspec.json.decode(self.request.body, type=dict[str, str]).get(name, "")[:LONGEST_SENT]
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise AnswerRefused(say("{name}: send it in JSON.", name=name)) from None

    def answer(self, **values: Any) -> None:
        """Finish with a JSON object that also says how the vault stands."""
        self.set_header("Content-Type", "application/json")
        self.finish(msgspec.json.encode({"state": self.vault.state} | values))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what is wrong."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, WorkbenchError):
            self.set_status(423 if isinstance(error, Locked) else 422)
            self.answer(error=type(error).__name__, text=str(error))
            return
        self.answer(error="Refused", text=say("The workbench could not do that. Nothing was changed."))


class StateAnswer(DeskAnswer):
    """How the vault stands, and what a script must send along with a POST. Not counted as activity."""

    counts_as_activity = False

    def get(self) -> None:
        """Answer state, idle limits in seconds, and the token for the header `X-XSRFToken`."""
        self.answer(
            cover_seconds=self.vault.cover_seconds,
            lock_seconds=self.vault.lock_seconds,
            xsrf=self.xsrf_token.decode(),
        )


class ChangesAnswer(DeskAnswer):
    """Takes changes again that a dead kernel never acknowledged."""

    must_be_open = True

    async def post(self) -> None:
        """Record a JSON list of envelopes in order; stop at the first refusal and say which.

        Answers `acknowledged`, a list of `{id, revision, saved_at}`, and for a refusal also `error`, `text`
        and `refused`, its place in the list.
        """
        try:
            messages = msgspec.json.decode(self.request.body, type=list[msgspec.Raw])
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            raise AnswerRefused(say("changes: not a list in JSON. Nothing was changed.")) from None
        if len(messages) > MOST_CHANGES:
            raise AnswerRefused(
                say("changes: found over {most}; send fewer at once. Nothing was changed.", most=MOST_CHANGES)
            )
        desk, acknowledged = self.vault.desk, []
        for message in messages:
            try:
                envelope = changes.decode(bytes(message))
                acknowledged.append(await asyncio.to_thread(desk.record, envelope))
            except WorkbenchError as error:
                self.set_status(423 if isinstance(error, Locked) else 422)
                at = len(acknowledged)
                self.answer(acknowledged=acknowledged, error=type(error).__name__, text=str(error), refused=at)
                return
        self.answer(acknowledged=acknowledged)


class CoverAnswer(DeskAnswer):
    """Covers at once."""

    counts_as_activity = False

    def post(self) -> None:
        """Cover; nothing happens unless the vault is open."""
        self.vault.cover()
        self.answer()


class UncoverAnswer(DeskAnswer):
    """Takes the cover away with the PIN, sent as `{"pin": "…"}`."""

    counts_as_activity = False

    async def post(self) -> None:
        """Answer `right`; the fifth wrong PIN locks."""
        self.answer(right=await self.vault.uncover(self.sent("pin")))


class HandOverAnswer(DeskAnswer):
    """Gives the page of one draft to the child, sent as `{"draft": "…"}`."""

    must_be_open = True

    async def post(self) -> None:
        """Hand over; every kernel ends, and nothing else opens until the PIN."""
        await self.vault.hand_over(self.sent("draft"))
        self.answer()


class TakeBackAnswer(DeskAnswer):
    """Takes the page back from the child with the PIN, sent as `{"pin": "…"}`."""

    counts_as_activity = False

    async def post(self) -> None:
        """Answer `right`; the fifth wrong PIN locks."""
        self.answer(right=await self.vault.take_back(self.sent("pin")))


class LockAnswer(DeskAnswer):
    """Locks at once."""

    counts_as_activity = False

    async def post(self) -> None:
        """Lock; every kernel ends."""
        await self.vault.lock()
        self.answer()


class TouchAnswer(DeskAnswer):
    """Tells the idle clock that the person is still here."""

    must_be_open = True

    def post(self) -> None:
        """Note it."""
        self.answer()


ROUTES = [
    ("/desk/state", StateAnswer),
    (CHANGES, ChangesAnswer),
    ("/desk/cover", CoverAnswer),
    ("/desk/uncover", UncoverAnswer),
    ("/desk/hand-over", HandOverAnswer),
    ("/desk/take-back", TakeBackAnswer),
    ("/desk/lock", LockAnswer),
    ("/desk/touch", TouchAnswer),
]
