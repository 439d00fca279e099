"""Write the fixture of one schema, with the code of its time: see README.md.

    python make.py CHECKOUT OUT

CHECKOUT is a working tree of the commit, OUT the folder of the fixture.
"""

import os
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

checkout, out = map(Path, sys.argv[1:])
sys.path.insert(0, str(checkout / "src"))
work = Path(tempfile.mkdtemp())
os.environ |= {"WORKBENCH_STATE": str(work / "state"), "TZ": "UTC"}

from workbench.model import changes  # noqa: E402
from workbench.model.vocabulary import NonAnswer  # noqa: E402
from workbench.store import Store, StoreDesk, settings, sittings  # noqa: E402
from workbench.store.keyring import Cost  # noqa: E402

try:
    from workbench.store import agreements, families
except ImportError:  # one file in the first version
    from workbench.store import casework

    agreements = families = casework

PASSPHRASE = "four unrelated words here"
DAY = date(2026, 5, 31)
CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
seconds = count(1)


def clock() -> datetime:
    """One second later at each look."""
    return datetime(2026, 5, 31, 9, 0, tzinfo=UTC) + timedelta(seconds=next(seconds))


def dump(store: Store) -> str:
    """Every statement that makes the store again: its tables and indexes as they stand, then the rows."""
    with store.reading() as connection:
        ask = lambda query: connection.exec_driver_sql(query).all()
        made = ask("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        lines = [f"{sql};" for _, _, sql in made]
        for table in (name for kind, name, _ in made if kind == "table"):
            columns = [row[1] for row in ask(f'PRAGMA table_info("{table}")')]
            quoted = ", ".join(f'quote("{column}")' for column in columns)
            for row in ask(f'SELECT {quoted} FROM "{table}" ORDER BY rowid'):
                lines.append(f'INSERT INTO "{table}" VALUES ({", ".join(row)});')
    return "\n".join(lines) + "\n"


store, _ = Store.create(work / "store", PASSPHRASE, practitioner="AB", pin="2580", cost=CHEAP, clock=clock)
with store:
    settings.set_organisation(store, "House of the lake")
    settings.set_contact(store, "police", "112")
    family = families.add_family(store)
    people = [families.add_person(store, family.id, role) for role in ("mother", "mother", "grandparent")]
    feared = families.add_person(store, family.id, "father", of_concern=True)
    child = families.add_child(store, family.id, age_band="3-5", group="left_behind")
    sister = families.add_child(store, family.id, born="2014-02")
    if hasattr(families, "describe_child"):
        families.describe_child(store, child.id, born=None, age_band="6-11", group="left_behind")
    agreements.add_responsibility(store, child.id, people[0].id, "by_birth", since=date(2017, 4, 1))
    first = sittings.start_sitting(
        store,
        child.id,
        on=DAY,
        present=("child", "carer"),
        language="Dari",
        communication="pictures",
        stage="crisis",
        decided_by="AB",
        reason="Nobody could be asked.",
    )
    agreements.add_consent(
        store, child.id, "assessment", "given", on=DAY, person_id=people[0].id, limits_explained=True
    )
    agreements.add_assent(store, child.id, "assessment", "given", on=DAY, limits_explained=True)
    second = sittings.start_sitting(
        store, child.id, on=DAY, present=("child",), interpreter="vetted", interpreter_code="XY"
    )
    desk = StoreDesk(store)
    for change in (
        changes.Answer(item="who_is_here", value=("child", "carer")),
        changes.Answer(item="go_on", value="ask"),
        changes.Answer(item="danger_now", value="yes", source="carer"),
        changes.NoteWords(item="danger_now", words="Grandmother’s door is open — tonight too."),
        changes.CloseNote(item="danger_now", action="Called", at="14:00", agency="Police", reference="7/26"),
        changes.NoAnswer(item="feels_safe", reason=NonAnswer.UNKNOWN),
        changes.Said(statement="s1", item="tonight_place", informant="child", words="I like it there."),
        changes.Pause(),
        changes.Pause(ends=True),
        changes.Stop(left="Left calm.", rebook=date(2026, 6, 14)),
    ):
        desk.amend(first, change)
    desk.amend(second, changes.Answer(item="go_on", value="see"))
    (out).mkdir(parents=True, exist_ok=True)
    (out / "store.sql").write_text(dump(store), "utf-8")
(out / "header.json").write_bytes((work / "store" / "header.json").read_bytes())
