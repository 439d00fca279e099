"""A desk that was given out is worth no more than the vault behind it."""

import asyncio

import pytest

from launcher.running import PASSPHRASE, PIN, begin_sitting
from workbench.errors import Locked
from workbench.launcher.vault import Vault
from workbench.model import changes


def test_a_desk_given_out_before_refuses_as_soon_as_it_is_covered_or_locked(tmp_path):
    draft = begin_sitting(tmp_path / "store")

    async def story():
        vault = Vault(tmp_path / "store")
        await vault.unlock(PASSPHRASE)
        desk = vault.desk
        section = desk.open(draft, "t").draft.section
        change = changes.Envelope(draft=draft, tab="t", id="c", base=0, change=changes.Place(section=section))
        vault.cover()
        for call in (lambda: desk.open(draft, "t"), lambda: desk.record(change)):
            with pytest.raises(Locked):
                call()
        await vault.uncover(PIN)
        done = desk.record(change)
        assert done.revision == 1
        await vault.lock()
        with pytest.raises(Locked):
            desk.open(draft, "t")
        await vault.unlock(PASSPHRASE)
        with pytest.raises(Locked):
            desk.open(draft, "t")
        assert vault.desk.open(draft, "t").draft.revision == 1
        await vault.lock()

    asyncio.run(story())
