"""A walk through every plain page, as it is right, as it refuses, and as it stands when much is on file."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from launcher.pages.served import PASSPHRASE, PIN, Desk, Page
from workbench.model.casework import Child
from workbench.model.changes import Answer, AskAgain, CloseNote, NoAnswer, NoteWords, Said, Stop
from workbench.model.vocabulary import NonAnswer
from workbench.store import StoreDesk, agreements, families, settings, sittings

TODAY = date.today()
TYPED = ("Zvqx", "Wqzp", "Pxvw", "first look")
Walk = Iterator[tuple[str, Page]]


def walk(desk: Desk) -> Walk:
    """Every page that a desk without a store leads to, one after the other, with a name for each."""
    yield from at_the_door(desk)
    yield from of_the_desk(desk)
    yield from of_a_family(desk)
    yield from of_a_child(desk)
    yield from of_much(desk)
    yield from of_what_is_refused(desk)
    yield from on_the_way_out(desk)


def at_the_door(desk: Desk) -> Walk:
    yield "first run", desk.get("/first-run")
    yield "first run, empty", desk.post("/first-run", {})
    yield "first run, easy", desk.first_run(passphrase="copper copper copper", pin="1234", pin_again="1234")
    yield "first run, not the same", desk.first_run(passphrase_again="x", pin_again="4822")
    answer = desk.first_run(practitioner=TYPED[0])
    assert answer.place == "/recovery-sheet"
    yield "recovery sheet", desk.get("/recovery-sheet")
    yield "recovery sheet, wrong group", desk.post("/recovery-sheet", {"last_group": "x"})


def of_the_desk(desk: Desk) -> Walk:
    yield "start, empty", desk.get("/")
    yield "help", desk.get("/help")
    yield "settings", desk.get("/settings")
    for done in ("saved", "passphrase-changed", "pin-changed"):
        yield done, desk.get(f"/settings/{done}")
    wrong = {"practitioner": "", "instruments": "nowhere", "cover_minutes": "5", "lock_minutes": "1", "majority": "99"}
    yield "settings, wrong", desk.post("/settings", wrong | {"organisation": "x" * 200})
    yield (
        "settings, lock too soon",
        desk.post("/settings", {"practitioner": "x", "cover_minutes": "5", "lock_minutes": "1"}),
    )
    again = {"passphrase": PASSPHRASE, "passphrase_again": PASSPHRASE}
    yield "passphrase, wrong", desk.post("/settings/passphrase", {"old_passphrase": "x"} | again)
    yield "pin, wrong", desk.post("/settings/pin", {"pin_passphrase": "x", "pin": "4821", "pin_again": "4821"})
    yield "pin, easy", desk.post("/settings/pin", {"pin_passphrase": "x", "pin": "1", "pin_again": "1"})


def of_a_family(desk: Desk) -> Walk:
    family = desk.post("/family").place
    yield "family, empty", desk.get(family)
    yield "start, no child", desk.get("/")
    for name, typed in {
        "code": {"code": "no code"},
        "year": {"born_year": "12"},
        "month alone": {"born_month": "04"},
        "grown": {"born_year": "1980"},
        "list": {"age_band": "x"},
    }.items():
        yield f"child, wrong {name}", desk.post(f"{family}/child", typed)
    yield "adult, wrong", desk.post(f"{family}/person", {"role": ""})
    yield "adult, wrong label", desk.post(f"{family}/person", {"role": "mother", "label": TYPED[0] * 9})
    for role, concern in (("mother", ""), ("aunt_or_uncle", "yes"), ("father", "")):
        desk.post(f"{family}/person", {"role": role, "of_concern": concern})
    desk.post(f"{family}/child", {"born_year": "2017", "born_month": "04", "sex": "girl"})
    desk.post(f"{family}/child", {"age_band": "6-11"})
    yield "family", desk.get(family)


def of_a_child(desk: Desk) -> Walk:
    child = desk.child()
    place = f"/child/{child.id}"
    for page in ("", "/notes", "/sitting", "/agreement", "/history"):
        yield f"child, new{page}", desk.get(place + page)
    yield "meeting too early", desk.post(f"{place}/meeting", {"next_meeting": TODAY.isoformat()})
    yield "about, wrong", desk.post(f"{place}/about", {"born_year": "1", "sex": "x"})
    for form in ("responsibility", "consent", "assent", "exception"):
        yield f"{form}, empty", desk.post(f"{place}/{form}", {})
    cannot = {"on": "x", "decision-assessment": "cannot_be_sought"}
    yield "consent, no reason", desk.post(f"{place}/consent", cannot)
    given = {"on": TODAY.isoformat(), "decision-assessment": "given"}
    yield "consent, nobody", desk.post(f"{place}/consent", given | {"on": "1980-01-01"})
    yield "assent, not told", desk.post(f"{place}/assent", {"assent_on": "2099-01-01", "assent-assessment": "given"})
    yield "sitting, wrong", desk.post(f"{place}/sitting", {"on": "x", "instrument": "child_needs", "present": "x"})
    setting = {"on": TODAY.isoformat(), "interpreter": "other", "interpreter_code": "x"}
    yield "sitting, kin", desk.post(f"{place}/sitting", setting)
    yield "sitting, interpreter", desk.post(f"{place}/sitting", setting | {"interpreter": "none"})
    draft = desk.bare_sitting(child)
    yield "child, first sitting", desk.get(place)
    yield "going on, missing", desk.post(f"/go-on/{draft}", {"instrument": "child_needs"})
    yield "meeting past", desk.post(f"{place}/meeting", {"next_meeting": "2020-01-01"})
    yield "meeting far", desk.post(f"{place}/meeting", {"next_meeting": "2090-01-01"})
    yield "meeting wrong", desk.post(f"{place}/meeting", {"next_meeting": "soon"})
    yield "report of nobody", desk.get(f"/report/{'0' * 32}.pdf")
    yield from _of_a_history(desk, child)
    yield from _of_an_unknown_age(desk)
    yield from _of_a_grown_up(desk)


def _of_a_history(desk: Desk, child: Child) -> Walk:
    mother = families.add_person(desk.store, child.family_id, "mother", "B")
    place = f"/child/{child.id}/history"
    yield "history, empty", desk.get(place)
    yield "stretch, wrong", desk.post(f"{place}/apart", {"apart-began": "x", "apart-contact": "x"})
    yield "stretch, empty", desk.post(f"{place}/apart", {})
    yield "stretch, out of bounds", desk.post(f"{place}/apart", {"apart-began": "1850"})
    ends = {"apart-began": "2020", "apart-ended": "2019"}
    yield "stretch, ends before", desk.post(f"{place}/apart", ends)
    for act, fields in {
        "apart": {
            "began": "2019-04",
            "ended": "2021",
            "parent_id": mother.id,
            "contact": "sporadic",
            "told": "neutral",
        },
        "there": {"began": "2021", "goes_on": "yes", "parent_id": mother.id},
        "itself": {"ended": "2022", "form": "labour"},
        "back": {"began": "2023-10", "goes_on": "yes"},
        "carer": {"who": "grandparents"},
        "home": {"who": "grandparent", "began": "2023", "goes_on": "yes"},
    }.items():
        answer = desk.post(f"{place}/{act}", {f"{act}-{name}": value for name, value in fields.items()})
        assert answer.place == place
    times = {f"parent-{mother.id}-began": "2019-04", f"parent-{mother.id}-form": "labour"}
    answer = desk.post(f"{place}/parent/{mother.id}", times)
    assert answer.place == place
    yield "history", (page := desk.get(place))
    for number, entry in enumerate(sorted(set(_addresses(page, f"{place}/[a-z]+/entry/[0-9a-f]{{32}}")))):
        yield f"stretch {number}", desk.get(entry)
        yield f"stretch {number}, wrong", desk.post(entry, {"began": "x"})
    yield "no such adult", desk.post(f"{place}/about/adult/{'0' * 32}", {})
    both = {"child-criteria": ["disability", "none_of_these"]}
    yield "criteria, both", desk.post(f"{place}/about/child", both)


def _of_an_unknown_age(desk: Desk) -> Walk:
    family = families.add_family(desk.store)
    child = families.add_child(desk.store, family.id, age_band="3-5")
    families.describe_child(desk.store, child.id, age_band="3-5", age_band_on=TODAY - timedelta(days=400))
    mother = families.add_person(desk.store, family.id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", "given", on=TODAY, person_id=mother.id)
    yield "sitting, age not known", desk.get(f"/child/{child.id}/sitting")
    yield "which page", desk.post(f"/go-on/{desk.bare_sitting(child)}", {"instrument": "child_voice"})


def _of_a_grown_up(desk: Desk) -> Walk:
    for born in ("1999-04", str(TODAY.year - 18)):
        child = desk.child(born=born)
        for page in ("", "/sitting", "/agreement"):
            yield f"born {born}{page}", desk.get(f"/child/{child.id}{page}")


def of_much(desk: Desk) -> Walk:
    child = desk.child()
    place, store = f"/child/{child.id}", desk.store
    settings.set_contact(store, "police", "110")
    mother = families.add_person(store, child.family_id, "mother")
    sister = families.add_person(store, child.family_id, "aunt_or_uncle", "A", of_concern=True)
    agreements.add_responsibility(store, child.id, mother.id, "by_birth", since=date(2017, 4, 2))
    agreements.add_responsibility(store, child.id, sister.id, "not_known")
    yield "agreement, sought", desk.get(f"{place}/agreement")
    refused = {"on": TODAY.isoformat(), "decision-assessment": "given", "person": mother.id}
    yield "consent, limits not told", desk.post(f"{place}/consent", refused)
    agreements.add_consent(
        store, child.id, "assessment", "given", on=TODAY, person_id=mother.id, limits_explained=True, reason=TYPED[0]
    )
    agreements.add_consent(store, child.id, "sharing", "cannot_be_sought", on=TODAY, reason=TYPED[1])
    agreements.add_assent(store, child.id, "assessment", "given", on=TODAY, limits_explained=True)
    agreements.add_without_consent(store, child.id, "urgent_care", TYPED[1], TYPED[2])
    draft = desk.sitting(child)
    desk.open_point(draft, "feels_safe")
    needs = sittings.add_assessment(store, sittings.sitting_of(store, draft).id, "child_needs")
    for change in (
        Answer(item="health_teeth", value=2, source="child"),
        Answer(item="mind_fear", value=1, source="carer"),
        Answer(item="strength_person", value="central", source="child"),
        Answer(item="strength_family", value="none_yet"),
        Answer(item="carer_safety", value=3),
        NoAnswer(item="health_checks", reason=NonAnswer.UNKNOWN),
        Said(statement="a", item="health_teeth", informant="carer", words=TYPED[0], value=0),
    ):
        StoreDesk(store).amend(needs, change)
    StoreDesk(store).amend(draft, NoteWords(item="danger_now", words=TYPED[1]))
    StoreDesk(store).amend(draft, AskAgain(item="feels_safe", on=TODAY - timedelta(days=3)))
    for item in ("danger_now", "feels_safe"):
        note = desk.note_path(draft, item)
        yield f"note {item}", desk.get(note)
        yield f"close {item}, empty", desk.post(f"{note}/close", {})
        yield f"close {item}, no time", desk.post(f"{note}/close", {"action": TYPED[0]})
        yield f"again {item}, empty", desk.post(f"{note}/again", {})
    note = desk.note_path(needs, "carer_safety")
    yield "another note", desk.get(note)
    yield "written meanwhile", desk.post(desk.note_path(draft), {"was-words": "", "words": TYPED[2]})
    yield "no such note", desk.get(desk.note_path(draft, "go_on"))
    yield "note of another run", desk.get(f"/notes/{draft}/{'0' * 16}")
    yield "notes", desk.get(f"{place}/notes")
    closing = CloseNote(item="danger_now", action=TYPED[0], at=TYPED[1], agency=TYPED[2], reference=TYPED[0])
    StoreDesk(store).amend(draft, closing)
    StoreDesk(store).amend(draft, CloseNote(item="feels_safe", why_not=TYPED[0]))
    yield "note, closed", desk.get(desk.note_path(draft))
    yield "found, going on", desk.get(f"/found/{needs}")
    StoreDesk(store).amend(needs, Stop(left=TYPED[0], rebook=TODAY + timedelta(days=1)))
    yield "found", desk.get(f"/found/{needs}")
    yield "found, none of its own", desk.get(f"/found/{draft}")
    for page in ("", "/notes", "/sitting", "/agreement"):
        yield f"child{page}", desk.get(place + page)
    yield "start", desk.get("/")
    desk.vault.practice = True
    yield "practice", desk.get("/")
    desk.vault.practice = False


def of_what_is_refused(desk: Desk) -> Walk:
    for path in ("/nowhere", f"/child/{'0' * 32}", f"/family/{'0' * 32}", f"/found/{'0' * 32}"):
        yield path, desk.get(path)
    yield "no token", desk.post("/family", token=False)
    yield "not this way", desk.get("/lock")
    kept, desk.cookies = desk.cookies, {}
    yield "not let in", desk.get("/")
    desk.cookies = kept
    yield "used", desk.post("/admit", {"token": "x"}, token=False)
    child = desk.child()
    with desk.store.writing() as connection:
        raw = connection.connection.driver_connection.cursor()
        raw.execute("UPDATE children SET born = 'x' WHERE id = :child", {"child": child.id})
        raw.execute("INSERT INTO settings (name, value) VALUES ('cover_minutes', '{')")
    yield "start, with one that cannot be read", desk.get("/")
    yield "one that cannot be read", desk.get(f"/child/{child.id}")


def on_the_way_out(desk: Desk) -> Walk:
    desk.post("/cover")
    yield "cover", desk.get("/cover")
    yield "cover, wrong", desk.post("/uncover", {"pin": "0000"})
    answer = desk.post("/uncover", {"pin": PIN})
    assert answer.status == 303
    desk.run(desk.vault.lock())
    yield "login", desk.get("/login")
    yield "login, wrong", desk.post("/login", {"passphrase": "x"})
    yield "recover", desk.get("/recover")
    yield "recover, empty", desk.post("/recover", {})
    key = {"recovery_key": "x", "passphrase": PASSPHRASE, "passphrase_again": PASSPHRASE}
    yield "recover, wrong", desk.post("/recover", key)


def _addresses(page: Page, pattern: str) -> list[str]:
    return re.findall(f'href="({pattern})"', page.text)
