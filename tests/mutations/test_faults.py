"""The lists of seeded faults fit the code of today; the campaign tries each of them (`make validate`)."""

import ast
from collections import Counter

import pytest

from mutations.seeding import NOTICED, ROOT, SOURCE, Copy, faults
from test_architecture import floors

FAULTS = faults()
WANTED, MOST_SURVIVORS = 60, 3
FIRST, NEWEST = "Seeded faults: first run", "Seeded faults: newest run"
HOW = (
    "Faults put one by one into a copy of the tree; a fault is noticed when a test of its room fails that passes "
    "without it. The lists, `tests/mutations/faults`, were written before the first run."
)
SINCE = (
    " Since then tests were written for what had survived, two faults name files whose tests were there already, "
    "tests of scores begin also where worked examples fail, and one fault that did not do what its name says was "
    "written anew."
)


def test_every_room_has_its_faults():
    assert {fault.room for fault in FAULTS} == set(floors())
    assert len(FAULTS) >= WANTED
    assert all(fault.file.split("/")[0].removesuffix(".py") == fault.room for fault in FAULTS)
    assert [place for place, count in Counter((f.file, f.old) for f in FAULTS).items() if count > 1] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.room}: {fault.what}")
def test_a_fault_fits_the_code_as_it_stands(fault):
    """A list that went stale is a fault of its own: what is not found cannot be put in."""
    text = (ROOT / SOURCE / fault.file).read_text("utf-8")
    assert text.count(fault.old) == 1, f"{fault.file} has changed; write the fault anew for what stands there now"
    changed = fault.applied_to(text)
    assert changed != text
    assert ast.dump(ast.parse(changed)) != ast.dump(ast.parse(text))
    assert fault.tests and all((ROOT / tests).exists() for tests in fault.tests)


def test_a_fault_never_touches_the_checkout(tmp_path):
    """The mechanism with a small tree of its own: noticed, survived, and put back each time."""
    fault = next(fault for fault in FAULTS if fault.room == "errors")
    before = (ROOT / SOURCE / fault.file).read_bytes()
    copy = Copy(tmp_path, only=("pyproject.toml", *(str(SOURCE / name) for name in ("__init__.py", fault.file))))
    notices = copy.root / "tests" / "test_notices.py"
    notices.parent.mkdir()
    notices.write_text(
        "from workbench.errors import DefinitionError\n"
        "def test_remedy(): assert 'Mend it.' in str(DefinitionError('a', 'b', 'c', 'd', 'Mend it.'))\n"
    )
    copy.root.joinpath("tests", "test_blind.py").write_text("def test_nothing(): assert True\n")
    seeing, blind = (fault._replace(tests=(f"tests/{name}.py",)) for name in ("test_notices", "test_blind"))
    assert copy.is_own() and copy.is_sound(seeing.tests)
    assert (copy.try_fault(seeing), copy.try_fault(blind)) == (NOTICED, 0)
    status = copy.run(seeing.tests)
    assert status == 0
    assert (ROOT / SOURCE / fault.file).read_bytes() == before


@pytest.mark.validate
@pytest.mark.timeout(3_600)
def test_the_tests_notice_seeded_faults(tmp_path, keep_figures):
    copy = Copy(tmp_path)
    assert copy.is_own()
    # Tests that fail without any fault, and faults after which no test can even begin, show nothing.
    noticed = {fault: copy.is_sound(fault.tests) and copy.try_fault(fault) == NOTICED for fault in FAULTS}
    survivors = {
        room: [fault.what for fault in FAULTS if fault.room == room and not noticed[fault]] for room in floors()
    }
    seeded = Counter(fault.room for fault in FAULTS)
    rows = [
        {"room": room, "seeded": seeded[room], "noticed": seeded[room] - len(left), "survivors": "; ".join(left) or "–"}
        for room, left in survivors.items()
    ]
    lost = sum(map(len, survivors.values()))
    rows.append({"room": "all", "seeded": len(FAULTS), "noticed": len(FAULTS) - lost, "survivors": str(lost)})
    keep_figures(FIRST, HOW, rows, once=True)
    keep_figures(NEWEST, HOW + SINCE, rows)
    assert lost <= MOST_SURVIVORS, survivors
