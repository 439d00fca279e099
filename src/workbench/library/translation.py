"""The wording of a definition in another language: words only, so that a translation cannot touch a score."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ..model.instrument import Instrument, Item, Scale, Strict
from .fault import Fault, unknown
from .reading import convert, read_table


class SectionWords(Strict, frozen=True, kw_only=True):
    """Words of a section."""

    title: str
    intro: str = ""


class ResponseWords(Strict, frozen=True, kw_only=True):
    """Labels of a way of answering, in the order of its codes."""

    labels: tuple[str, ...] = ()


class ItemWords(Strict, frozen=True, kw_only=True):
    """Words of an item; anchors in the order of its codes."""

    text: str
    help: str = ""
    quiet_help: str = ""
    anchors: tuple[str, ...] = ()
    say: dict[str, str] = msgspec.field(default_factory=dict)


class ScaleWords(Strict, frozen=True, kw_only=True):
    """Words of a declared scale; `bands` holds their labels, from low to high."""

    title: str
    unit: str = ""
    bands: tuple[str, ...] = ()


class GuidanceWords(Strict, frozen=True, kw_only=True):
    """Words of a note."""

    title: str
    act: tuple[str, ...]
    write: tuple[str, ...]


class Translation(Strict, frozen=True, kw_only=True):
    """All words of one version of an instrument in one language, by the ids of the definition.

    `what_for` may stand where the definition has an `offer`, which can come and go with a version.
    """

    language: str
    title: str
    purpose: str
    what_for: str = ""
    sections: dict[str, SectionWords]
    items: dict[str, ItemWords]
    responses: dict[str, ResponseWords] = msgspec.field(default_factory=dict)
    scales: dict[str, ScaleWords] = msgspec.field(default_factory=dict)
    guidance: dict[str, GuidanceWords] = msgspec.field(default_factory=dict)


def read_translation(text: str, file: str) -> Translation:
    """Read a file of wording; anything in it that is not wording is an unknown field.

    Raises
    ------
    DefinitionError
        Not TOML, a missing or unknown field, or a value of the wrong type.
    """
    return convert(read_table(text, file), Translation, file)


def translate(form: Instrument, words: Translation) -> Instrument:
    """Put the words of a translation without fault in the place of those of the definition."""
    with_words = msgspec.structs.replace
    return with_words(
        form,
        language=words.language,
        title=words.title,
        purpose=words.purpose,
        offer=with_words(form.offer, what_for=words.what_for) if form.offer and words.what_for else form.offer,
        sections=tuple(with_words(section, **_fields(words.sections[section.id])) for section in form.sections),
        responses={
            name: with_words(responses, labels=words.responses[name].labels) if responses.labels else responses
            for name, responses in form.responses.items()
        },
        items=tuple(with_words(item, **_fields(words.items[item.id])) for item in form.items),
        scales=tuple(_scale(scale, words.scales[scale.id]) for scale in form.scales),
        guidance={name: with_words(note, **_fields(words.guidance[name])) for name, note in form.guidance.items()},
    )


def translation_faults(form: Instrument, words: Translation, language: str) -> Iterator[Fault]:
    """Faults of a translation: words that are missing, or that the definition has no place for."""
    if words.language != language:
        found = f"{words.language!r} in a file for {language!r}"
        yield Fault("language", found, "language and file name alike", "Rename one of the two.")
    for name in ("title", "purpose"):
        yield from _text_faults(name, name, getattr(form, name), getattr(words, name))
    if words.what_for:
        yield from _text_faults("offer", "what_for", form.offer.what_for if form.offer else "", words.what_for)
    for kind, wanted, given in (
        ("section", {section.id: section for section in form.sections}, words.sections),
        ("responses", {name: r for name, r in form.responses.items() if r.labels}, words.responses),
        ("item", {item.id: item for item in form.items}, words.items),
        ("scale", {scale.id: scale for scale in form.scales}, words.scales),
        ("guidance", form.guidance, words.guidance),
    ):
        yield from _entry_faults(kind, wanted, given)


def _entry_faults(kind: str, wanted: Mapping[str, Any], given: Mapping[str, Strict]) -> Iterator[Fault]:
    yield from unknown("translation", kind, given, wanted)
    for name, original in wanted.items():
        where = f"{kind} {name}"
        if name not in given:
            yield Fault(where, "no translation", f"words for every {kind}", "Translate it.")
            continue
        for field, translated in _fields(given[name]).items():
            yield from _text_faults(where, field, _original(original, field), translated)


def _text_faults(where: str, field: str, original: Any, translated: Any) -> Iterator[Fault]:
    """A text where there is one; as many where there are several; the same ages where words are spoken."""
    if isinstance(original, dict):
        yield from unknown(where, f"{field} at age", translated, original)
        missing = [key for key in original if not translated.get(key, "").strip()]
        if missing:
            yield Fault(where, f"no {field} at age {missing[0]}", f"{', '.join(original)}", "Translate it.")
    elif isinstance(original, tuple):
        if len(translated) != len(original):
            yield Fault(where, f"{len(translated)} {field}", f"{len(original)}, in the same order", "One for each.")
        elif not all(text.strip() for text in translated):
            yield Fault(where, f"an empty text under {field!r}", "a text for each", "Translate it.")
    elif bool(original.strip()) != bool(translated.strip()):
        found = f"no {field!r}" if original.strip() else f"{field!r} where the definition has none"
        yield Fault(where, found, "texts where the definition has them", "Translate it, or remove it.")


def _fields(words: Strict) -> dict[str, Any]:
    return {field.name: getattr(words, field.name) for field in msgspec.structs.fields(words)}


def _original(entry: Item | Scale | Any, field: str) -> Any:
    if isinstance(entry, Scale) and field == "bands":
        return tuple(band.label for band in entry.bands)
    if isinstance(entry, Scale) and field == "unit" and entry.method not in ("sum", "mean"):
        return ""
    return getattr(entry, field)


def _scale(scale: Scale, words: ScaleWords) -> Scale:
    bands = tuple(
        msgspec.structs.replace(band, label=label) for band, label in zip(scale.bands, words.bands, strict=True)
    )
    return msgspec.structs.replace(scale, title=words.title, unit=words.unit or scale.unit, bands=bands)
