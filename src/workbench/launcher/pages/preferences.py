"""The settings page: who works here, whom to call, how soon the desk closes, passphrase and PIN."""

from pathlib import Path

from ...errors import WrongPassphrase
from ...language import Labels, say
from ...library.loading import instrument, instruments, shipped
from ...model.vocabulary import CONTACTS
from ...offers.check import left_out
from ...store import settings
from ...store.passphrase import change_passphrase
from ...store.pin import set_pin
from ...store.settings import COVER_MINUTES, LOCK_MINUTES, MAJORITY, Settings
from .doors import sentence_of
from .form import Form, FormPage, choices, new_passphrase, new_pin

DONE = Labels(
    {
        "saved": "Saved.",
        "passphrase-changed": "The passphrase has been changed. The old one no longer opens the desk; the sheet does.",
        "pin-changed": "The PIN has been changed.",
    }
)


class Preferences(FormPage):
    """Shows and keeps what the organisation sets once."""

    def get(self, done: str = "") -> None:
        self.draw_settings(done=done)

    def post(self, _: str = "") -> None:
        form, store = Form.sent_to(self), self.vault.store
        form.meanwhile(_on_file(settings.settings(store)))
        practitioner = form.text("practitioner", needed=say("Please write your name or initials."), longest=80)
        organisation = form.text("organisation", longest=120)
        folder = form.text("instruments", longest=400)
        if folder and not (Path(folder).is_absolute() and Path(folder).is_dir()):
            form.wrong("instruments", say("There is no such folder. Please write its whole path, as /home/…/forms."))
        contacts = {code: form.text(f"contact-{code}", longest=120) for code in CONTACTS}
        cover, lock = form.number("cover_minutes", *COVER_MINUTES), form.number("lock_minutes", *LOCK_MINUTES)
        majority = form.number("majority", *MAJORITY) if "majority" in form.typed else None
        if cover and lock and lock < cover:
            form.wrong("lock_minutes", say("The lock comes after the cover: please choose at least as many minutes."))
        if not form.is_right or cover is None or lock is None:
            self.draw_settings(form)
            return
        if form.changed("practitioner"):
            settings.set_practitioner(store, practitioner)
        if form.changed("organisation"):
            settings.set_organisation(store, organisation, clear=bool(form.emptied("organisation")))
        if form.changed("instruments"):
            settings.set_instruments(store, folder, clear=bool(form.emptied("instruments")))
        self.vault.look_for_instruments()
        for code, number in contacts.items():
            if form.changed(f"contact-{code}"):
                settings.set_contact(store, code, number, clear=not number)
        for name, minutes, keep in (
            ("cover_minutes", cover, settings.set_cover_minutes),
            ("lock_minutes", lock, settings.set_lock_minutes),
            ("majority", majority, settings.set_majority),
        ):
            if minutes is not None and form.changed(name):
                keep(store, minutes)
        self.go("/settings/saved")

    def draw_settings(self, form: Form | None = None, done: str = "") -> None:
        """Draw the page; what a wrong form does not hold is shown as it stands."""
        form = form or Form()
        kept = settings.settings(self.vault.store)
        own = [instrument(name) for name in instruments() if name not in shipped()]
        form.shows(_as_typed(kept))
        form.on_file |= dict.fromkeys(kept.unreadable, "")
        self.draw(
            "settings.html",
            form,
            done=DONE.get(done, ""),
            contacts=choices(CONTACTS),
            longest_lock=LOCK_MINUTES[1],
            left_out=left_out(),
            own=", ".join(f"{form.title} ({form.id} {form.version})" for form in own),
            edited=self.vault.store.edited(own),
        )


class ChangePassphrase(Preferences):
    """Puts a new passphrase in place of the old one."""

    async def post(self) -> None:  # type: ignore[override]
        form = Form.sent_to(self, "passphrase")
        kept = settings.settings(self.vault.store)
        old, new = form.secret("old_passphrase"), new_passphrase(form, kept.organisation, kept.practitioner)
        if form.is_right:
            try:
                await self.vault.prove(old, lambda store: change_passphrase(store, old, new))
            except WrongPassphrase as error:
                form.wrong("old_passphrase", sentence_of(error))
        if not form.is_right:
            self.draw_settings(form)
            return
        await self.renew_admission()
        self.go("/settings/passphrase-changed")


class ChangePin(Preferences):
    """Sets a new PIN, on proof of the passphrase: a covered desk is not the only thing it guards."""

    async def post(self) -> None:  # type: ignore[override]
        form = Form.sent_to(self, "pin")
        passphrase, pin = form.secret("pin_passphrase"), new_pin(form)
        if form.is_right:
            try:
                await self.vault.prove(passphrase, lambda store: set_pin(store, pin))
            except WrongPassphrase as error:
                form.wrong("pin_passphrase", sentence_of(error))
        if not form.is_right:
            self.draw_settings(form)
            return
        self.go("/settings/pin-changed")


def _on_file(kept: Settings) -> dict[str, str]:
    """What the page shows; a number that stands in for one that cannot be read is not on file."""
    return _as_typed(kept) | dict.fromkeys(kept.unreadable, "")


def _as_typed(kept: Settings) -> dict[str, str]:
    return {
        "practitioner": kept.practitioner,
        "organisation": kept.organisation,
        "cover_minutes": str(kept.cover_minutes),
        "lock_minutes": str(kept.lock_minutes),
        "majority": str(kept.majority),
        "instruments": kept.instruments,
    } | {f"contact-{code}": kept.contacts.get(code, "") for code in CONTACTS}
