"""What was asked is kept beside the answers, from the first time on, and nothing that comes later changes it."""

import msgspec
import pytest

from store.conftest import CHEAP, DAY, PASSPHRASE
from store.earlier.placing import PASSPHRASE as OLD_PASSPHRASE
from store.earlier.placing import SCHEMAS, placed
from workbench.errors import AnswerRefused, RecordUnreadable, UnknownName
from workbench.library.loading import instrument
from workbench.library.released import fingerprint
from workbench.model import changes
from workbench.model.instrument import Instrument
from workbench.store import Store, StoreDesk, families, schema, sittings
from workbench.store.commits import STATE
from workbench.store.records import record_of
from workbench.store.verify import verify

OWN = "own_screen"


class Library:
    """What ships, and one form of the organisation's own, which a test edits or takes away."""

    def __init__(self) -> None:
        shipped = instrument("safety_screen")
        self.own: Instrument | None = msgspec.structs.replace(shipped, id=OWN, title="Our own first look")

    def __call__(self, name: str, version: str | None = None) -> Instrument:
        if name != OWN:
            return instrument(name, version)
        if self.own is None or version not in (None, self.own.version):
            raise UnknownName(f"instrument {name}: no such version.")
        return self.own

    def edit(self, **fields: object) -> None:
        self.own = msgspec.structs.replace(self.own, **fields)

    def ask_otherwise(self) -> None:
        first, *others = self.own.items
        self.edit(items=(msgspec.structs.replace(first, text="Something else?"), *others))


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def store(tmp_path, clock, library):
    made, _ = Store.create(
        tmp_path / "store", PASSPHRASE, practitioner="AB", pin="2580", cost=CHEAP, clock=clock, forms=library
    )
    with made:
        yield made


@pytest.fixture
def reopen(store, clock, library):
    def again() -> Store:
        store.close()
        return Store.open(store.folder, PASSPHRASE, clock=clock, forms=library)

    return again


def begin(store: Store, child, name: str = OWN) -> str:
    return sittings.start_sitting(
        store, child.id, on=DAY, present=("child",), instrument=name, decided_by="AB", reason="Nobody could be asked."
    )


@pytest.fixture
def draft(store, child) -> str:
    draft = begin(store, child)
    StoreDesk(store).amend(draft, changes.Answer(item="go_on", value="ask"))
    return draft


def rows(store: Store) -> list:
    with store.reading() as connection:
        return connection.execute(schema.definitions.select()).all()


def damage(store: Store, statement: str) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql(statement)


def test_a_version_is_kept_once_with_what_it_asks(store, child, draft, library):
    begin(store, child)
    (row,) = rows(store)
    assert (row.instrument, row.version, row.digest) == (OWN, "1.0", fingerprint(library.own))
    assert msgspec.json.decode(row.definition, type=Instrument) == library.own
    begin(store, child, "safety_screen")
    assert {row.instrument for row in rows(store)} == {OWN, "safety_screen"}, "what ships is kept alike"


def test_it_is_kept_with_the_assessment_or_not_at_all(store, child):
    with pytest.raises(AnswerRefused):
        sittings.start_sitting(
            store, child.id, on=DAY, present=(), instrument=OWN, decided_by="AB", reason="Pain.", as_age=3
        )
    assert rows(store) == [] == sittings.sittings_of(store, child.id)


def test_a_record_opens_goes_on_and_verifies_without_its_definition(store, child, draft, library, reopen):
    library.own = None
    with reopen() as again:
        desk = StoreDesk(again)
        opened = desk.open(draft, "t")
        assert opened.draft.answers.value("go_on") == "ask"
        desk.amend(draft, changes.Answer(item="danger_now", value="yes", source="carer"))
        (begun,) = sittings.sittings_of(again, child.id)
        assert sittings.title_of(again.forms, begun) == "Our own first look"
        assert record_of(again, draft).draft.form.title == "Our own first look"
        assert verify(again) == []
        with pytest.raises(UnknownName):
            begin(again, child)


def test_a_record_asks_what_it_asked_when_its_definition_was_edited(store, child, draft, library, reopen):
    before = library.own
    library.ask_otherwise()
    for is_closed_between in (False, True):
        opened = reopen() if is_closed_between else store
        assert record_of(opened, draft).draft.form == before
        assert verify(opened) == []
        with pytest.raises(AnswerRefused, match=rf"^{OWN} 1\.0: .*A change of a question is a new version"):
            begin(opened, child)
        with pytest.raises(AnswerRefused, match="new version"):
            other = sittings.start_sitting(
                opened, child.id, on=DAY, present=(), decided_by="AB", reason="Nobody could be asked."
            )
            sittings.add_assessment(opened, sittings.sitting_of(opened, other).id, OWN, decided_by="AB", reason="Pain.")
    library.edit(version="1.1")
    later = begin(opened, child)
    assert record_of(opened, later).draft.form == library.own
    opened.close()


def test_what_changes_no_question_is_followed(store, child, draft, library):
    library.edit(licence="CC0", offer=None)
    assert record_of(store, draft).draft.form == library.own
    begin(store, child)
    assert len(sittings.sittings_of(store, child.id)) == 2


def test_definitions_taken_away_and_put_back_while_the_store_is_open(store, draft, library):
    there = library.own
    assert store.forms(OWN, "1.0") is there
    library.own = None
    assert store.forms(OWN, "1.0") == there
    library.own = there
    assert store.forms(OWN, "1.0") is there


DAMAGES = tuple(
    f"UPDATE definitions SET {change} WHERE instrument = '{OWN}'"
    for change in (
        "definition = replace(definition, 'safe', 'sage')",
        "definition = replace(definition, '\"place\":', '\"place\":1')",
        "definition = ''",
        "definition = x'00ff'",
        "definition = CAST(x'c3ff' AS TEXT)",
        "digest = 'x'",
        "seal = 'x'",
        "kept_at = 'x'",
    )
)


@pytest.mark.parametrize("statement", DAMAGES)
def test_a_damaged_definition_is_named_and_closes_nothing_else(store, child, draft, library, reopen, statement):
    other = begin(store, child, "safety_screen")
    damage(store, statement)
    library.own = None
    with reopen() as again:
        found = [finding for finding in verify(again) if finding.startswith("definition of")]
        assert found == [f"definition of “{OWN}” 1.0: it is not what was kept when it was first answered."]
        assert {begun.instrument for begun in sittings.sittings_of(again, child.id)} == {OWN, "safety_screen"}
        opened = StoreDesk(again).open(other, "t")
        assert opened.draft.form.id == "safety_screen"
        begin(again, child, "safety_screen")
        if "kept_at" not in statement:
            with pytest.raises(RecordUnreadable, match=f"{OWN} 1.0: what is kept of its questions was damaged"):
                StoreDesk(again).open(draft, "t")


@pytest.mark.parametrize("statement", DAMAGES)
def test_a_damaged_definition_of_what_ships_is_named_and_its_records_open(store, child, reopen, statement):
    draft = begin(store, child, "safety_screen")
    damage(store, statement.replace(OWN, "safety_screen"))
    with reopen() as again:
        assert [finding for finding in verify(again) if "“safety_screen” 1.0" in finding]
        opened = StoreDesk(again).open(draft, "t")
        assert opened.draft.form == instrument("safety_screen")
        begin(again, child, "safety_screen")
        assert len(sittings.sittings_of(again, child.id)) == 2


def test_what_was_begun_before_is_kept_when_its_definition_is_there(store, child, draft, library, reopen):
    begin(store, child, "safety_screen")
    damage(store, "DELETE FROM definitions")
    there, library.own = library.own, None
    with reopen() as again:
        assert [row.instrument for row in rows(again)] == ["safety_screen"]
        library.own = there
        again.keep_definitions()
        assert {row.instrument for row in rows(again)} == {OWN, "safety_screen"}
        library.own = None
        assert record_of(again, draft).draft.form == there
        assert verify(again) == []


def test_what_does_not_open_its_records_is_not_kept_as_theirs(store, child, draft, library, reopen):
    damage(store, "DELETE FROM definitions")
    whole = library.own
    library.edit(items=tuple(item for item in whole.items if item.id != "go_on"))
    with reopen() as again:
        assert rows(again) == []
        library.own = whole
        again.keep_definitions()
        assert record_of(again, draft).draft.form == whole


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_earlier_store_keeps_what_was_asked_when_it_is_opened(name, tmp_path, monkeypatch):
    monkeypatch.setenv(STATE, str(tmp_path / "state"))
    with Store.open(placed(name, tmp_path / "store"), OLD_PASSPHRASE) as store:
        assert [(row.instrument, row.version) for row in rows(store)] == [("safety_screen", "1.0")]
        assert families.children(store)
        assert verify(store) == []


def test_a_note_left_open_reads_as_it_was_asked_on_other_pages(store, child, draft, library, reopen):
    StoreDesk(store).amend(draft, changes.Answer(item="danger_now", value="yes", source="carer"))
    asked = library.own.item("danger_now").text
    other = begin(store, child, "safety_screen")
    items = [msgspec.structs.replace(item, text="Edited?") for item in library.own.items]
    library.edit(items=tuple(items))
    for is_gone in (False, True):
        library.own = None if is_gone else library.own
        with reopen() as again:
            assert StoreDesk(again).open(other, "t").earlier == ((asked, DAY, "critical"),)
            assert record_of(again, other).earlier == ((asked, DAY, "critical"),)
