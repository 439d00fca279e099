"""A family of a cohort in plain words: what may be handed out in a training, and what came afterwards."""

from itertools import pairwise

import pandas as pd

from ..cohort import codes
from ..cohort.frames import Cohort
from ..model.instrument import Instrument
from ..model.scales import rates_action, rates_strength
from ..model.vocabulary import DOMAINS, SERVICES, STAGES, STRENGTHS, NonAnswer

MADE_UP = "A made-up family: drawn by a computer, nothing in it describes a real child."
MONTHS = "Months are counted from the day of the exit from trafficking."
LEVELS = {3: "Today to 72 hours", 2: "Belongs in the plan"}
YEAR_OF_MONTHS = 12.0


def tell_case(cohort: Cohort, assessment_id: str, form: Instrument) -> str:
    """Tell a family up to one assessment: who they are, what happened, what was found.

    Parameters
    ----------
    cohort
        The tables of one family.
    assessment_id
        The assessment that is told.
    form
        The instrument that was rated.

    Returns
    -------
    str
        Markdown without any later event; what the generator alone knows is never part of it.
    """
    made, child = _of(cohort, assessment_id)
    parts = [
        f"# Case {child['family_id']}",
        MADE_UP,
        MONTHS,
        "## The family",
        *_family(cohort),
        *_brothers_and_sisters(cohort, child, made["month"]),
        "## The child",
        *_child(cohort, child, made),
        "## What happened so far",
        *(_events(cohort, child, until=made["month"]) or ["- Nothing is recorded."]),
        f"## What was found in month {made['month']:.1f}",
        *_found(cohort.ratings[cohort.ratings["assessment_id"] == assessment_id], form),
    ]
    return _spaced(parts)


def tell_afterwards(cohort: Cohort, assessment_id: str) -> str:
    """Tell what came after an assessment; for the trainer, who may keep it back."""
    made, child = _of(cohort, assessment_id)
    ended = codes.END_REASONS[child["end_reason"]]
    parts = [
        f"# Case {child['family_id']}: afterwards",
        MADE_UP,
        MONTHS,
        *_events(cohort, child, after=made["month"]),
        f"- Month {child['end_month']:.1f}: follow-up ends. {ended}.",
        "What happened to this family says nothing about what happens to others.",
    ]
    return _spaced(parts)


def _of(cohort: Cohort, assessment_id: str) -> tuple[pd.Series, pd.Series]:
    made = cohort.assessments.set_index("assessment_id").loc[assessment_id]
    return made, cohort.children.set_index("child_id", drop=False).loc[made["child_id"]]


def _family(cohort: Cohort) -> list[str]:
    family = cohort.families.iloc[0]
    lines = []
    for parent in cohort.parents.to_dict("records"):
        who = codes.PARENTS[parent["role"]]
        if parent["trafficked"]:
            form = _lower(codes.EXPLOITATION[parent["exploitation"]])
            lines.append(f"- {who}: trafficked ({form}) for {_length(parent['exploitation_months'])}.")
        else:
            lines.append(f"- {who}: in the record, not trafficked.")
        lines += _criteria(parent, f"{who}, what makes things harder")
    lines.append(f"- Gossip and exclusion in the community: {codes.PREJUDICE[family['community_prejudice']].lower()}.")
    lines.append(
        f"- Somebody steady for the family to lean on: {'yes' if family['person_to_lean_on'] else 'nobody yet'}."
    )
    return lines


def _brothers_and_sisters(cohort: Cohort, child: pd.Series, month: float) -> list[str]:
    others = cohort.children[cohort.children["child_id"] != child["child_id"]]
    lines = []
    for other in others.to_dict("records"):
        months = month - other["birth_month"]
        who = {"girl": "Sister", "boy": "Brother"}[other["sex"]]
        age = f"{_length(months)} old" if months >= 0 else "not yet born"
        lines.append(f"- {who} {other['child_id']}: {age}; {_lower(_life(other))}.")
    return lines or ["- No brothers or sisters."]


def _life(child: dict | pd.Series) -> str:
    return {
        "left_behind": "Stayed behind when the parent was trafficked",
        "trafficked_with": "Was there, or trafficked with the parent",
        "born_into": "Born while the parent was trafficked",
        "born_after": "Born after the exit, from a pregnancy of that time",
    }[child["group"]]


def _child(cohort: Cohort, child: pd.Series, made: pd.Series) -> list[str]:
    years = "under one year old" if made["age"] == 0 else f"{_counted(made['age'], 'year')} old"
    lines = [f"- {codes.SEXES[child['sex']]} {child['child_id']}, {years}; {_lower(_life(child))}."]
    own = cohort.episodes[cohort.episodes["child_id"] == child["child_id"]]
    if (own["kind"] == "exploited").any():
        lines.append("- Was exploited itself.")
    if child["separation_months"] > 0:
        lines.append(
            f"- Apart from the parent for {_length(child['separation_months'])} before the exit. Looked after by: "
            f"{_lower(codes.CARERS[child['carer']])}. Contact: {_lower(codes.CONTACT[child['contact']])}. Money sent: "
            f"{_lower(codes.REMITTANCE[child['remittance']])}."
        )
    if child["told"] != "not_applicable":
        lines.append(f"- What the child was told of the absence: {_lower(codes.TOLD[child['told']])}.")
    lines += _criteria(child.to_dict(), "What makes things harder")
    stage = STAGES[made["stage"]]
    lines.append(f"- Stage at this assessment: {_lower(stage)}. Seen first in month {child['entry_month']:.1f}.")
    return lines


def _criteria(who: dict, heading: str) -> list[str]:
    held = [_lower(codes.CRITERIA[name[10:]]) for name, holds in who.items() if name[:10] == "criterion_" and holds]
    return [f"- {heading}: {'; '.join(held)}."] if held else []


def _events(cohort: Cohort, child: pd.Series, *, after: float = -1, until: float = float("inf")) -> list[str]:
    """Dated lines of setbacks, stages, services and homecoming, in order."""
    tables = {
        name: cohort.tables[name][cohort.tables[name]["child_id"] == child["child_id"]]
        for name in ("setbacks", "stages", "services", "episodes")
    }
    dated: list[tuple[float, str]] = []
    for month, rows in tables["setbacks"].groupby("month"):
        types = "; ".join(_lower(codes.SETBACKS[code]) for code in rows["type"])
        dated.append((float(month), f"setback: {types}. {codes.EFFECTS[rows['effect'].iloc[0]]}."))  # type: ignore[arg-type]
    for stay in tables["stages"].iloc[1:].to_dict("records"):
        dated.append((stay["start_month"], f"seen in {_lower(STAGES[stay['stage']])}."))
    for service in tables["services"].to_dict("records"):
        what = "begins" if service["uptake"] == "received" else "offered and declined"
        dated.append((service["start_month"], f"{_lower(SERVICES[service['area']])}: {what}."))
        if service["uptake"] == "received":
            dated.append((service["end_month"], f"{_lower(SERVICES[service['area']])}: ends."))
    for stretch in tables["episodes"].to_dict("records"):
        if stretch["kind"] == "together" and stretch["start_month"] > 0:
            dated.append((stretch["start_month"], "lives with the parent."))
    chosen = sorted((month, text) for month, text in dated if after < month <= until)
    return [f"- Month {month:.1f}: {text}" for month, text in chosen]


def _found(ratings: pd.DataFrame, form: Instrument) -> list[str]:
    rated = ratings[ratings["said_by"] == codes.PRACTITIONER]
    values = {str(row.item): str(row.value) for row in rated.dropna(subset=["value"]).itertuples()}
    lines = []
    for level, heading in LEVELS.items():
        shown = [
            f"- {DOMAINS[item.domain]} › {item.text}: {_anchor(item.anchors, level)}"
            for item in form.items
            if rates_action(form.responses[item.responses]) and values.get(item.id) == str(level)
        ]
        lines += [f"**{heading}: level {level}**", *(shown or ["- None."])]
    held = [
        f"- {item.text} ({STRENGTHS[values[item.id]].lower()}): {_anchor(item.anchors, place)}"
        for item in form.items
        if rates_strength(form.responses[item.responses])
        for place, word in enumerate(STRENGTHS)
        if place >= 1 and values.get(item.id) == word
    ]
    lines += ["**Strengths**", *(held or ["- None found yet."])]
    lines += ["**Still open**", *_open(rated, form), *_differ(ratings, values, form)]
    return lines


def _anchor(anchors: tuple[str, ...], place: int) -> str:
    return anchors[place] if place < len(anchors) else "rated so."


def _open(rated: pd.DataFrame, form: Instrument) -> list[str]:
    lines = []
    for reason in NonAnswer:
        items = rated.loc[rated["non_answer"] == reason.value, "item"].astype(str)
        if len(items):
            lines.append(f"- {reason.label}: {', '.join(form.item(item).text for item in items)}.")
    return lines or ["- Every question was answered."]


def _differ(ratings: pd.DataFrame, values: dict[str, str], form: Instrument) -> list[str]:
    said = ratings[(ratings["said_by"] != codes.PRACTITIONER) & ratings["value"].notna()]
    other = [
        f"- {form.item(str(row.item)).text}: rated {_word(values[str(row.item)])}, the {row.said_by} said "
        f"{_word(str(row.value))}."
        for row in said.itertuples()
        if values.get(str(row.item), row.value) != row.value
    ]
    return ["**Seen differently**", *other] if other else []


def _word(value: str) -> str:
    return STRENGTHS.get(value, value).lower()


def _length(months: float) -> str:
    if months < YEAR_OF_MONTHS:
        return _counted(max(round(months), 1), "month")
    years, left = divmod(round(months), 12)
    return _counted(years, "year") + (f" and {_counted(left, 'month')}" if left else "")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _spaced(parts: list[str]) -> str:
    """Lines of Markdown: list items close together, everything else apart."""
    lines = parts[:1]
    for before, part in pairwise(parts):
        close = before.startswith("- ") and part.startswith("- ")
        lines += [part] if close else ["", part]
    return "\n".join(lines) + "\n"
