"""A store with a child's own page in it, and words of the file that must never come near that page."""

from datetime import date
from pathlib import Path

from launcher.running import PASSPHRASE, make_store
from workbench.store import Store
from workbench.store.agreements import add_consent, add_responsibility
from workbench.store.families import add_child, add_family, add_person
from workbench.store.folder import holds_store
from workbench.store.settings import set_contact, set_organisation
from workbench.store.sittings import start_sitting

CODE = "KFI-90"
OF_THE_FILE = (CODE, "file-organisation", "0800-file", "file-language", "file-needs")


def begin_child_page(folder: Path, age: int | None, *, present: tuple[str, ...] = ("child",)) -> str:
    """Make the store if need be, and in it what `add_child_page` adds; return the draft's id."""
    if not holds_store(folder):
        make_store(folder)
    with Store.open(folder, PASSPHRASE) as store:
        return add_child_page(store, age, present=present)


def add_child_page(store: Store, age: int | None, *, present: tuple[str, ...] = ("child",)) -> str:
    """Add a child of that age with consent, and its own page; return the draft's id."""
    family = add_family(store)
    born = None if age is None else f"{date.today().year - age}-01"
    child = add_child(store, family.id, born=born, group="born_into", code=f"{CODE}{age or 0}")
    mother = add_person(store, family.id, "mother")
    add_responsibility(store, child.id, mother.id, ground="by_birth")
    add_consent(store, child.id, "assessment", "given", person_id=mother.id, on=date.today(), limits_explained=True)
    set_organisation(store, "file-organisation")
    set_contact(store, "supervisor", "0800-file")
    return start_sitting(
        store,
        child.id,
        on=date.today(),
        present=present,
        language="file-language",
        communication="file-needs",
        instrument="child_voice",
    )
