"""No sheet outside the team's own names a person of concern, hints at one, or shows by a gap that one is left out."""

import io
from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from workbench.library.loading import instrument
from workbench.model import casework, changes
from workbench.model.answers import Answers
from workbench.model.casework import IN_THE_ROOM, ROLES
from workbench.model.vocabulary import INFORMANTS, NonAnswer
from workbench.report import printing
from workbench.report.privacy import TEAM_OWN
from workbench.report.wording import present

FORMS = {"safety_screen": 9, "child_voice": 10, "child_needs": 9}
LABELS = ("QXQX", "Б", "ب", "ខ")
SEVERAL = (("father",), ("mother", "father"), ("grandparent", "aunt_or_uncle", "step_parent"), tuple(ROLES))
HINTS = (
    "not informed",
    "not asked, not",
    "of concern",
    "keep in mind",
    "cannot be sought",
    "child protection was called",
)
CANARIES = (
    "NOTEWORDS",
    "NOTEACTION",
    "NOTEAGENCY",
    "NOTEREFERENCE",
    "NOTEWHYNOT",
    "WHYCONSENT",
    "WHYASSENT",
    "WHYNOW",
    "DECIDER",
)
HEARD = "HEARD"


def persons(roles: tuple[str, ...], label: str, *, of_concern: bool) -> tuple[casework.Person, ...]:
    """Those adults, of concern or not, and a guardian and an aunt who are not."""
    marked = [
        casework.Person(id=f"p{n}", family_id="f", role=role, label=label, of_concern=of_concern)
        for n, role in enumerate(roles)
    ]
    return (*marked, casework.Person(id="g", family_id="f", role="guardian", label="ZZ"))


def filled(made, name: str, informants: tuple[str, ...]):
    """An assessment with answers, words of every informant given, notes open and closed, words in all of them."""
    form = instrument(name)
    state = made.start(form, {"age": FORMS[name], "group": "left_behind"})
    for _ in range(3):
        for place, item in enumerate(state.answers.shown()):
            responses = form.responses[item.responses]
            if item.id in state.answers.recorded or not responses.codes:
                continue
            code = item.critical.when[-1] if item.critical and place % 4 == 0 else responses.codes[0]
            value = (code,) if responses.kind == "many" else code
            if item.id == form.presence:
                value = ("child", "person_of_concern", "carer")
            elif item.id in ("go_on", "begin_middle"):
                value = "ask" if item.id == "go_on" else "go"
            state = made.after(state, changes.Answer(item=item.id, value=value, source="worker"))
    asked = [item.id for item in state.answers.shown()]
    for place, who in enumerate(informants):
        for item in (asked[place % len(asked)], asked[(place * 7 + 3) % len(asked)]):
            level = {"value": 3} if form.responses[form.item(item).responses].codes == (0, 1, 2, 3) else {}
            said = changes.Said(statement=f"{who}{item}", item=item, informant=who, words=f"{HEARD}-{who}-", **level)
            state = made.after(state, said)
    unsafe = next(i.id for i in form.items if i.id in asked and i.critical and i.id not in state.notes)
    state = made.after(state, changes.NoAnswer(item=unsafe, reason=NonAnswer.UNSAFE))
    open_, *closed = list(state.notes)
    state = made.after(state, changes.NoteWords(item=open_, words="NOTEWORDS"))
    for item in closed[:1]:
        done = changes.CloseNote(
            item=item, action="NOTEACTION", at="now", agency="NOTEAGENCY", reference="NOTEREFERENCE"
        )
        state = made.after(state, done)
    for item in closed[1:2]:
        state = made.after(state, changes.CloseNote(item=item, why_not="NOTEWHYNOT"))
    return made.after(state, changes.Stop(left="LEFTWITH", rebook=date(2026, 12, 3)))


def decision(made, kind: str, person: str | None, day: int) -> casework.Consent:
    return casework.Consent(
        id=f"{kind}{day}", child_id="c", purpose="assessment", decision=kind, person_id=person, on=date(2026, 11, day),
        limits_explained=True, reason="WHYCONSENT", recorded_at=made.noon + timedelta(days=day),
    )  # fmt: skip


def record(made, name: str, roles: tuple[str, ...], label: str = "QXQX", *, of_concern: bool = True, **fields: object):
    """A record of a family with these adults, in which everybody has said and decided something."""
    adults = persons(roles, label, of_concern=of_concern)
    sitting = replace(
        made.usual().sitting,
        present=("child", "carer", "person_of_concern"),
        company=("child", "g", *(p.id for p in adults if p.of_concern)),
    )
    assent = casework.Assent(
        id="a", child_id="c", purpose="assessment", decision="given", on=date(2026, 11, 22), limits_explained=True,
        reason="WHYASSENT", recorded_at=made.noon,
    )  # fmt: skip
    waived = casework.WithoutConsent(
        id="w", child_id="c", what="report", decided_by="DECIDER", at=datetime(2026, 11, 22, tzinfo=made.noon.tzinfo),
        reason="WHYNOW",
    )  # fmt: skip
    usual = {
        "persons": adults,
        "sitting": sitting,
        "responsibilities": tuple(
            casework.Responsibility(id=p.id, child_id="c", person_id=p.id, ground="by_birth") for p in adults
        ),
        "consents": (decision(made, "given", "g", 20), *(decision(made, "declined", p.id, 21) for p in adults[:-1])),
        "assents": (assent,),
        "without_consent": (waived,),
    }
    return made.record(filled(made, name, tuple(INFORMANTS)), **(usual | {"team": False} | fields))


def everything_in(page: bytes) -> str:
    """The words of a PDF on its pages, in its outline, its metadata and the texts of its structure."""
    reader = PdfReader(io.BytesIO(page))
    seen, found = set(), [str(reader.metadata), reader.xmp_metadata.stream.get_data().decode()]
    found += [sheet.extract_text() for sheet in reader.pages]

    def walk(thing: object) -> None:
        thing = thing.get_object() if hasattr(thing, "get_object") else thing
        if isinstance(thing, bytes | str):
            found.append(str(thing))
        elif id(thing) not in seen and isinstance(thing, dict | list):
            seen.add(id(thing))
            for part in thing.values() if isinstance(thing, dict) else thing:
                walk(part)

    for name in ("/StructTreeRoot", "/Outlines", "/Names"):
        walk(reader.trailer["/Root"].get(name, {}))
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("roles", [*((role,) for role in ROLES), *SEVERAL[1:]], ids="-".join)
def test_no_sheet_outside_the_team_names_or_hints_at_a_person_of_concern(made, name, roles):
    told = record(made, name, roles)
    text = everything_in(printing.write_pdf(told)) + printing.file_name(told)
    assert "QXQX" not in text and not [hint for hint in HINTS if hint in text.lower()]
    assert not [word for word in CANARIES if word in text]
    assert ("LEFTWITH" in text) == (name == "safety_screen"), "a child's own page may come home"
    assert present("person_of_concern") not in text
    theirs = {who for role in roles for who in IN_THE_ROOM[role]}
    assert not [who for who in theirs if f"{HEARD}-{who}-" in text]
    others = [who for who in INFORMANTS if who not in theirs]
    assert others and all(f"{HEARD}-{who}-" in text for who in others), "what others said is there"


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("roles", SEVERAL, ids="-".join)
def test_the_sheet_is_that_of_a_family_without_such_a_person_who_said_nothing(made, name, roles):
    told = record(made, name, roles)
    theirs = {who for role in roles for who in IN_THE_ROOM[role]}
    answers = told.draft.answers
    silent = Answers.restored(
        answers.form, answers.context, answers.recorded, [s for s in answers.statements if s.informant not in theirs]
    )
    other = record(made, name, roles, of_concern=False, consents=told.consents[:1], sitting=told.sitting)
    other = replace(other, draft=replace(other.draft, answers=silent))
    assert printing.write_pdf(told) == printing.write_pdf(other)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("name", FORMS)
def test_the_teams_own_sheet_has_it_all_and_says_what_it_is(made, name, label):
    told = record(made, name, ("grandparent", "aunt_or_uncle"), label, team=True)
    text = everything_in(printing.write_pdf(told))
    assert TEAM_OWN in text and "not asked, not informed" in text
    # Letters may come out of a file in another order than they were written in.
    for role in ("Grandparent", "Aunt or uncle"):
        assert f"{role} {label}" in text or not label.isascii()
    assert all(f"{HEARD}-{who}-" in text for who in INFORMANTS)
    assert printing.file_name(told).endswith(" team.pdf")
    if name != "child_needs":
        written = str(told.draft.notes) + str(told)
        assert not [word for word in CANARIES if word in written and word not in text]
        always = ("NOTEWORDS", "NOTEACTION", "LEFTWITH", "WHYCONSENT", "WHYASSENT", "WHYNOW", "DECIDER")
        assert all(word in text for word in always)


def test_the_teams_own_sheet_says_so_on_every_page(made):
    for name in FORMS:
        reader = PdfReader(io.BytesIO(printing.write_pdf(record(made, name, ("father",), team=True))))
        assert all("The team’s own sheet" in sheet.extract_text() for sheet in reader.pages)
    reader = PdfReader(io.BytesIO(printing.write_pdf(record(made, "child_needs", ("father",)))))
    assert not any("own sheet" in sheet.extract_text() for sheet in reader.pages)


def test_an_adult_who_cannot_be_read_may_be_of_concern(made):
    heard = changes.Said(statement="s", item="danger_now", informant="parent", words=HEARD)
    state = made.after(made.start(instrument("safety_screen"), {"age": 9}), heard)
    kept = made.record(state, persons=(), all_read=False, team=False)
    text = everything_in(printing.write_pdf(kept))
    assert HEARD not in text and "cannot be read" in text
    assert "No consent on file" not in text and "Consent given" not in text
