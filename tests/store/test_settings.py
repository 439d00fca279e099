import pytest

from workbench.errors import AnswerRefused
from workbench.model.vocabulary import CONTACTS
from workbench.store import settings


def test_settings_are_kept_within_their_limits(store):
    assert (settings.settings(store).cover_minutes, settings.settings(store).lock_minutes) == (5, 30)
    settings.set_cover_minutes(store, 2)
    settings.set_lock_minutes(store, 120)
    settings.set_practitioner(store, "  C \n D ")
    for code in CONTACTS:
        settings.set_contact(store, code, f"Name, {code}")
    kept = settings.settings(store)
    assert (kept.cover_minutes, kept.lock_minutes, kept.practitioner) == (2, 120, "C D")
    assert list(kept.contacts) == list(CONTACTS)
    with pytest.raises(AnswerRefused, match="would empty what is on file"):
        settings.set_contact(store, "police", " ")
    settings.set_contact(store, "police", " ", clear=True)
    assert "police" not in settings.settings(store).contacts
    for refused in (
        lambda: settings.set_cover_minutes(store, 6),
        lambda: settings.set_lock_minutes(store, 0),
        lambda: settings.set_lock_minutes(store, 121),
        lambda: settings.set_contact(store, "neighbour", "1"),
        lambda: settings.set_organisation(store, "x" * 401),
    ):
        with pytest.raises(AnswerRefused):
            refused()
    assert settings.settings(store).cover_minutes == 2
