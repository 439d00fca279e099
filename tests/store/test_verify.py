import pytest

from workbench.errors import StoreError
from workbench.model.changes import Envelope, Pause, Said
from workbench.store import Store
from workbench.store.verify import verify

TAMPERING = {
    "a journaled word": "UPDATE journal SET change = replace(change, 'one', 'two') WHERE revision = 1",
    "a journaled time": "UPDATE journal SET at = '2020-01-01 00:00:00.000000' WHERE revision = 2",
    "the last change": "DELETE FROM journal WHERE revision = 3",
    "a change in the middle": "DELETE FROM journal WHERE revision = 2",
    "a shown word": "UPDATE statements SET words = 'two'",
    "a shown statement": "DELETE FROM statements",
    "the revision": "UPDATE assessments SET revision = 2",
    "the child's age at the time": "UPDATE assessments SET age = 3",
    "an audited event": "UPDATE audit SET event = 'nothing' WHERE number = 2",
    "an event in the middle": "DELETE FROM audit WHERE number = 2",
    "a reference": "PRAGMA foreign_keys = OFF; UPDATE sittings SET child_id = 'nobody'",
}


@pytest.fixture
def written(store, draft_id, desk):
    item = desk.open(draft_id, "tab-1").draft.form.items[0].id
    changes = [Said(statement="s", item=item, informant="child", words="one secret"), Pause(), Pause(ends=True)]
    for base, change in enumerate(changes):
        desk.record(Envelope(draft=draft_id, tab="tab-1", id=f"c{base}", base=base, change=change))
    return store


def test_nothing_is_found_in_a_store_as_it_was_written(written):
    assert verify(written) == []


@pytest.mark.parametrize("statements", TAMPERING.values(), ids=TAMPERING.keys())
def test_an_edit_behind_the_back_of_the_desk_shows_and_tells_no_content(written, statements):
    raw = written.engine.raw_connection()
    for statement in statements.split("; "):
        raw.cursor().execute(statement)
    raw.close()
    findings = verify(written)
    assert findings
    assert "secret" not in " ".join(findings)


def test_a_row_that_leads_to_nothing_is_never_taken(written):
    with pytest.raises(StoreError, match="Nothing was changed"), written.writing() as connection:
        connection.exec_driver_sql("UPDATE sittings SET child_id = 'nobody'")
    assert verify(written) == []


def test_a_page_that_went_bad_while_open_shows(written):
    written.close()
    opened = Store.open(written.folder, "four unrelated words here", forms=written.forms)
    path = written.folder / "store.db"
    content = bytearray(path.read_bytes())
    content[-2_000] ^= 1
    path.write_bytes(content)
    with opened:
        assert any("HMAC" in finding for finding in verify(opened))


def test_a_record_whose_instrument_is_gone_is_named(written, draft_id):
    with written.writing() as connection:
        connection.exec_driver_sql("UPDATE assessments SET version = '99'")
    assert any(draft_id in finding for finding in verify(written))
