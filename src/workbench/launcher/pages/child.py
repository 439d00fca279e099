"""The child page: sittings to continue or print; what is for the file stays folded."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ...errors import RecordUnreadable
from ...language import dates, mark, say
from ...library.offering import offered
from ...model import ages, majority
from ...model.casework import (
    ASSENT_DECISIONS,
    CONSENT_DECISIONS,
    GROUNDS,
    PURPOSES,
    WITHOUT_CONSENT,
    Assent,
    Child,
    Consent,
    Person,
    Responsibility,
    WithoutConsent,
    current_consent,
)
from ...model.casework.declared import asked_of, is_optional
from ...model.casework.words import BANDS
from ...model.changes import NextMeeting
from ...model.vocabulary import AGE_BANDS
from ...model.words import apart
from ...store import Store, StoreDesk, agreements, families, notes, settings, sittings
from ...store.clocks import latest_day
from ...store.families import AGE
from ...store.unreadable import in_words, unreadable
from . import controls
from .family import ABOUT_CHILD, known_of_child, months, name_of
from .form import Form, FormPage, choices
from .going_on import missing_agreement, waiting_titles
from .notes import meeting_rows, rows_by_child
from .printed import boxes_in
from .start import saved_in_words
from .times import day_in_words, time_in_words, today

KEPT = "kept"
UNREAD = mark("It cannot be read")


class ChildPage(FormPage):
    """Shows a child."""

    def get(self, child_id: str) -> None:
        self.draw_child(child_id)

    def draw_child(self, child_id: str, form: Form | None = None) -> None:
        """Draw the page, with a form that was refused if there is one."""
        store = self.vault.store
        child = families.child(store, child_id)
        lost = families.lost_of(store, child.id)
        family, persons, _ = families.family_of(store, child.id)
        form, meeting = form or Form(), next(iter(meeting_rows(store, child.id)), None)
        form.shows(_as_typed(child) | _meeting_as_typed(meeting))
        met = self._sittings(child.id)
        self.draw(
            "child.html",
            form,
            child=child,
            family=family,
            age=ages.in_words(child.age_on(today())),
            of_age=majority.told(child, today(), settings.settings(store).majority),
            notes=rows_by_child(store, child.id),
            done=len(notes.closed_notes(store, child.id)),
            meeting=meeting,
            sittings=met,
            boxes=boxes_in(store, *(line["draft"] for sitting in met for line in sitting["pages"])),
            missing=missing_agreement(store, child.id),
            unreadable=[
                fault
                for fault in unreadable(store, child.id)
                if (fault.child_id or fault.family_id) in (child.id, family.id)
            ],
            lost=in_words(lost),
            birth=say(UNREAD) if AGE.intersection(lost) and child.age_on(today()) is None else birth_in_words(child),
            known=[
                (
                    field.label,
                    say(UNREAD) if name in lost else field.in_words(getattr(child, name)) or say(controls.NOBODY_KNOWS),
                )
                for name, field in asked_of(Child).items()
                if name in ABOUT_CHILD
            ],
            responsibilities=responsibility_lines(agreements.responsibilities(store, child.id), persons),
            agreements=agreement_lines(store, child, persons),
            without_consent=exception_lines(agreements.without_consent(store, child.id)),
            months=choices(months()),
            age_bands=choices(bands_offered(child)),
            about_child=controls.controls(Child, ABOUT_CHILD),
        )

    def _sittings(self, child_id: str) -> list[dict[str, Any]]:
        """Each sitting with its pages, the latest first; only the latest goes on."""
        store = self.vault.store
        listed: dict[str, list[sittings.Begun]] = {}
        for begun in sittings.sittings_of(store, child_id):
            listed.setdefault(begun.sitting_id, []).append(begun)
        order = {form.id: place for place, form in enumerate(offered(store.forms))}
        found: list[dict[str, Any]] = []
        for sitting_id, pages in listed.items():
            pages.sort(key=lambda begun: order.get(begun.instrument, len(order)))
            names = {name for name, _ in sittings.offered(store, sitting_id)} if not found else set()
            onward = [form for form in offered(store.forms) if form.id in names]
            found.append(
                {
                    "on": _capital(day_in_words(pages[0].on)),
                    "pages": [self._line(begun) for begun in pages],
                    "draft": pages[0].draft_id,
                    "onward": onward,
                    "waiting": waiting_titles(onward),
                }
            )
        return found

    def _line(self, begun: sittings.Begun) -> dict[str, Any]:
        store = self.vault.store
        title = sittings.title_of(store.forms, begun)
        if sittings.waits(store.forms, begun) and missing_agreement(store, begun.child_id):
            about, act = saved_in_words(begun), say("Read")
        elif begun.stopped_at is None:
            about, act = saved_in_words(begun), say("Continue")
        else:
            about, act = stopped_in_words(begun.stopped_at, begun.rebook), say("Open again")
        found = begun.revision > 0 and sittings.has_profile(store.forms, begun)
        return {"draft": begun.draft_id, "title": title, "about": about, "act": act, "found": found}


class AgreeToMeet(ChildPage):
    """Agrees on another day for the next meeting, or takes the day back."""

    def post(self, child_id: str) -> None:
        form, store = Form.sent_to(self, "meeting"), self.vault.store
        met = meeting_rows(store, child_id)
        stands = _meeting_as_typed(next(iter(met), None))
        read = day_in_words(met[0]["on"]) if met else say("no day")
        form.meanwhile(stands, {name: {day: read} for name, day in stands.items()})
        drafts = [row["draft"] for row in met] + [page.draft_id for page in sittings.sittings_of(store, child_id)]
        on = form.day_to_come("next_meeting", on_file=met[0]["on"] if met else None)
        if not drafts:
            form.wrong("next_meeting", say("Begin a sitting first; the next meeting is agreed at its end."))
        elif form.is_right and (on or form.emptied("next_meeting")):
            change = NextMeeting(rebook=on) if on else NextMeeting(clear=("rebook",))
            StoreDesk(store).amend(drafts[0], change)
            # Another day may have been agreed on another page, and would stand in its place.
            while (other := next(iter(meeting_rows(store, child_id)), None)) and other["on"] != on:
                StoreDesk(store).amend(other["draft"], change)
        if form.is_right:
            self.go(f"/child/{child_id}")
        else:
            self.draw_child(child_id, form)


class DescribeChild(ChildPage):
    """Writes down what has become known about a child."""

    def post(self, child_id: str) -> None:
        form = Form.sent_to(self, "child")
        child, lost = families.child(self.vault.store, child_id), families.lost_of(self.vault.store, child_id)
        bands = bands_offered(child)
        form.meanwhile(
            _as_typed(child), {"born_month": months(), "age_band": bands} | controls.labels(Child, ABOUT_CHILD)
        )
        known = known_of_child(form, latest_day(self.vault.store), bands, child)
        if not form.is_right:
            self.draw_child(child_id, form)
            return
        band = known["age_band"]
        seen = today() if form.changed("age_band") and band and band != KEPT and has_grown(child) else None
        changed = {name: form.changed(name) for name in ABOUT_CHILD} | {
            "born": form.changed("born_year") or form.changed("born_month"),
            "age_band": form.changed("age_band") and band != KEPT,
        }
        families.describe_child(
            self.vault.store,
            child_id,
            **{name: value for name, value in known.items() if changed[name] and value},
            age_band_on=seen,
            clear=[name for name, value in known.items() if changed[name] and not value]
            + ([name for name in lost if _may_go(name, known)] if form.ticked("not_known") else []),
        )
        self.go(f"/child/{child_id}")


def _as_typed(child: Child) -> dict[str, str]:
    year, _, month = (child.born or "").partition("-")
    known = {"born_year": year, "born_month": month, "age_band": band_of(child)}
    return known | controls.as_typed(child, ABOUT_CHILD)


def _meeting_as_typed(meeting: dict[str, Any] | None) -> dict[str, str]:
    return {"next_meeting": meeting["on"].isoformat() if meeting else ""}


def _may_go(name: str, known: dict[str, Any]) -> bool:
    """Whether a field that cannot be read may be emptied: nothing is put in its place, and it may be not known."""
    return is_optional(Child, name) and not known.get("age_band" if name == "age_band_on" else name)


def stopped_in_words(at: datetime, rebook: date | None) -> str:
    """When an assessment was stopped, and when it was or is to go on."""
    time = time_in_words(at)
    if rebook is None:
        return say("stopped {time}", time=time)
    if rebook < today():
        return say("stopped {time}, was to go on {day}", time=time, day=day_in_words(rebook))
    return say("stopped {time}, next time {day}", time=time, day=day_in_words(rebook))


def birth_in_words(child: Child) -> str:
    """What is known of a child's birth."""
    if child.born:
        return dates.month(child.born)
    if child.age_band is None:
        return say("Not known")
    return _then_and_now(child) if has_grown(child) else say("About {age}", age=BANDS[child.age_band])


def has_grown(child: Child) -> bool:
    """Whether the band on file is by now another range of ages."""
    return child.age_band is not None and child.born is None and child.age_on(today()) != AGE_BANDS[child.age_band]


def band_of(child: Child) -> str:
    """The band on file as the form has it: its own code while it is as it was seen, else `KEPT`."""
    return KEPT if has_grown(child) else child.age_band or ""


def bands_offered(child: Child) -> dict[str, str]:
    """Bands to choose from: as the child is today, or what is on file and has moved with time."""
    return {KEPT: _then_and_now(child)} | BANDS if has_grown(child) else dict(BANDS)


def _then_and_now(child: Child) -> str:
    seen = child.age_band_on or child.created_at.astimezone().date()
    return say(
        "About {age} by now ({age_then} on {day})",
        age=ages.in_words(child.age_on(today())),
        age_then=BANDS[child.age_band or ""],
        day=dates.day(seen),
    )


def responsibility_lines(held: list[Responsibility], persons: list[Person]) -> list[str]:
    """Who holds parental responsibility, one line each."""
    names = {person.id: name_of(person) for person in persons}
    unreadable = say("An adult who cannot be read")
    return [
        ", ".join(
            [
                say(
                    "{who}: {ground}", who=names.get(entry.person_id, unreadable), ground=GROUNDS[entry.ground].lower()
                ),
                *([say("since {day}", day=day_in_words(entry.since))] if entry.since else []),
                *([say("until {day}", day=day_in_words(entry.until))] if entry.until else []),
            ]
        )
        for entry in held
    ]


def agreement_lines(store: Store, child: Child, persons: list[Person]) -> list[dict[str, str]]:
    """For each purpose the decision that counts now, and what the child last said to it."""
    years, now = settings.settings(store).majority, today()
    may_decide = {person.id: name_of(person) for person in persons if not person.of_concern}
    told = say("The age on file cannot be read") if AGE.intersection(families.lost_of(store, child.id)) else ""
    try:
        consents, assents = agreements.consents(store, child.id), agreements.assents(store, child.id)
    except RecordUnreadable:
        told = say("An agreement on file cannot be read")
    if told:
        return [{"name": name, "consent": told, "assent": ""} for name in PURPOSES.values()]
    of_concern = {person.id for person in persons if person.of_concern}
    counting = majority.counting(consents, of_concern, child, now, years)
    decides_alone = majority.of_age(child, now, years) == "yes"
    lines = []
    for purpose, name in PURPOSES.items():
        decision = current_consent(counting, purpose)
        said = max((a for a in assents if a.purpose == purpose), key=lambda a: (a.on, a.recorded_at), default=None)
        if decision:
            agreed = _decision(CONSENT_DECISIONS, decision, may_decide)
        elif not any(consent.purpose == purpose for consent in consents):
            agreed = say("Nothing on file yet")
        else:
            agreed = _capital(majority.in_place(consents, purpose, of_concern, child, on=now, majority=years))
            if majority.ended(consents, child, now, years):
                agreed = say("{decision}. Please ask the person anew", decision=agreed)
        heard = _decision(ASSENT_DECISIONS, said) if said else say("not asked yet")
        told = say("The child: {answer}", answer=heard[:1].lower() + heard[1:]) if said or not decides_alone else ""
        lines.append({"name": name, "consent": agreed, "assent": told})
    return lines


def exception_lines(entries: list[WithoutConsent]) -> list[str]:
    """What did not wait for agreement, one line each."""
    return [
        say(
            "{what}, {time}: {reason} (decided by {who})",
            what=WITHOUT_CONSENT[entry.what],
            time=time_in_words(entry.at),
            reason=apart(entry.reason),
            who=apart(entry.decided_by),
        )
        for entry in entries
    ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _decision(labels: Mapping[str, str], decision: Consent | Assent, names: dict[str, str] | None = None) -> str:
    own = getattr(decision, "own", False)
    who = say("by the person themselves") if own else (names or {}).get(getattr(decision, "person_id", None) or "")
    parts = [labels[decision.decision], who, day_in_words(decision.on)]
    return ", ".join(part for part in parts if part) + (f" ({apart(decision.reason)})" if decision.reason else "")
