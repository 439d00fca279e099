"""The way in and out: first run, recovery sheet, sign in, recovery, lock."""

from weakref import WeakKeyDictionary

from ...errors import AnswerRefused, MistypedKey, WorkbenchError, WrongPassphrase
from ...language import say
from ...store import Store, settings
from .base import LOGIN, START
from .form import Form, FormPage, new_passphrase, new_pin

SHEET = "/recovery-sheet"


class FirstRun(FormPage):
    """Makes the store: who works here, passphrase, PIN."""

    needs = "empty"

    def get(self) -> None:
        self.draw("first_run.html")

    async def post(self) -> None:
        form = Form.sent_to(self)
        practitioner = form.text("practitioner", needed=say("Please write your name or initials."), longest=80)
        organisation = form.text("organisation", longest=120)
        passphrase, pin = new_passphrase(form, organisation, practitioner), new_pin(form)
        if form.is_right:
            try:
                key = await self.vault.create(passphrase, pin, practitioner)
            except AnswerRefused as error:
                form.wrong("passphrase", str(error))
        if not form.is_right:
            self.draw("first_run.html", form)
            return
        settings.set_organisation(self.vault.store, organisation)
        await self.renew_admission()
        waiting_sheets(self)[self.vault.store] = key
        self.go(SHEET)


class RecoverySheet(FormPage):
    """Shows the recovery key until the last group has been typed, and never after a lock."""

    def get(self) -> None:
        self._draw()

    def post(self) -> None:
        form, key = Form.sent_to(self), waiting_sheets(self).get(self.vault.store)
        typed = form.secret("last_group").replace("-", "").replace(" ", "").upper().translate(_ALIKE)
        if key is not None and typed != key.rpartition("-")[2]:
            form.wrong("last_group", say("This is not the last group. Please look at your paper again."))
            self._draw(form)
            return
        waiting_sheets(self).pop(self.vault.store, None)
        self.go(START)

    def _draw(self, form: Form | None = None) -> None:
        key = waiting_sheets(self).get(self.vault.store)
        if key is None:
            self.go(START)
            return
        self.draw("recovery_sheet.html", form, groups=key.split("-"))


_ALIKE = str.maketrans("ILO", "110")


def waiting_sheets(page: FormPage) -> WeakKeyDictionary[Store, str]:
    """Recovery keys not yet confirmed, by open store: a lock drops the store, and the key with it."""
    return page.settings.setdefault("waiting_sheets", WeakKeyDictionary())


class Login(FormPage):
    """Asks for the passphrase."""

    needs = "locked"
    counts_as_activity = False

    def get(self) -> None:
        self.draw("login.html")

    async def post(self) -> None:
        form = Form.sent_to(self)
        try:
            await self.vault.unlock(form.secret("passphrase"))
        except WrongPassphrase as error:
            form.wrong("passphrase", sentence_of(error))
            self.draw("login.html", form)
            return
        await self.renew_admission()
        self.go(START)


class Recover(FormPage):
    """Opens with the recovery sheet and sets a new passphrase."""

    needs = "locked"
    counts_as_activity = False

    def get(self) -> None:
        self.draw("recover.html")

    async def post(self) -> None:
        form = Form.sent_to(self)
        key, passphrase = form.text("recovery_key"), new_passphrase(form)
        if not key:
            form.wrong("recovery_key", say("Please type the groups from the sheet."))
        if form.is_right:
            try:
                await self.vault.recover(key, passphrase)
            except (MistypedKey, WrongPassphrase) as error:
                form.wrong("recovery_key", sentence_of(error))
            except AnswerRefused as error:
                form.wrong("passphrase", sentence_of(error))
        if not form.is_right:
            self.draw("recover.html", form)
            return
        await self.renew_admission()
        self.go(START)


class Lock(FormPage):
    """Forgets the key at once, also under the cover."""

    needs = "admitted"
    counts_as_activity = False

    async def post(self) -> None:
        await self.vault.lock()
        self.go(LOGIN)


def sentence_of(error: WorkbenchError) -> str:
    """The message of an error as a sentence on a page: without the word for where it arose."""
    where, _, rest = str(error).partition(": ")
    sentence = rest if rest and " " not in where.replace("recovery key", "recovery") else str(error)
    return sentence[:1].upper() + sentence[1:]
