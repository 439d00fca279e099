"""Every rule that a definition keeps beyond its types, each fault told as one sentence."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..errors import DefinitionError
from ..model.instrument import Instrument
from .fault import Fault
from .loading import ENGLISH, FILE, languages, released, shipped, source, versions
from .reading import read, read_text
from .released import RECORD, read_record, release_faults, unrecorded
from .rules import RULES_OF_WORDS, rule_faults, unseen_signs
from .translation import read_translation, translate, translation_faults
from .working import working_faults


def faults(form: Instrument, file: str) -> Iterator[DefinitionError]:
    """Find every fault of a definition, in the order in which one would mend them.

    Worked examples are run once nothing else is at fault.

    Parameters
    ----------
    file
        Path of the definition; its last two parts must be `<id>/<version>.toml`.
    """
    for fault in list(rule_faults(form, Path(file).absolute())) or working_faults(form):
        yield fault.as_error(file)


def load(path: Path | str) -> Instrument:
    """Read and check any definition.

    Raises
    ------
    DefinitionError
        The file cannot be read, or breaks a rule of the format; the first fault is told.
    """
    form = read(read_text(path), str(path))
    for fault in faults(form, str(path)):
        raise fault
    return form


def check_file(path: Path | str) -> list[DefinitionError]:
    """Read one file and list its faults; a file that cannot be read has one.

    A file `<version>.<language>.toml` is checked against the definition beside it. A version that ships, or that
    stands in a record of released versions in the folder above, must ask what it asked when it was released.
    """
    try:
        name = FILE.fullmatch(Path(path).name)
        beside = Path(path).absolute().parents[1] / RECORD
        record = released() | (read_record(read_text(beside), str(beside)) if beside.is_file() else {})
        if name and name[2]:
            original = Path(path).with_name(f"{name[1]}.toml")
            form = read(read_text(original), str(original))
            return list(_translation_faults(form, read_text(path), str(path), name[2], record))
        return _definition_faults(read_text(path), str(path), record)
    except DefinitionError as fault:
        return [fault]


def check_shipped() -> dict[str, list[DefinitionError]]:
    """List the faults of every shipped file by its path, as `safety_screen/1.0.toml`."""
    record = released()
    found = {}
    for name, version in ((known, version) for known in shipped() for version in versions(known)):
        for language in languages(name, version):
            told = f".{language}" if language != ENGLISH else ""
            found[f"{name}/{version}{told}.toml"] = _shipped_faults(name, version, language, record)
    found[RECORD] = [
        Fault(entry, "a released version without its file", "every released file", "Put it back.").as_error(RECORD)
        for entry in record
        if f"{entry}.toml" not in found
    ]
    return found


def _shipped_faults(name: str, version: str, language: str, record: Mapping[str, str]) -> list[DefinitionError]:
    text, file = source(name, version), f"{name}/{version}.toml"
    try:
        if language == ENGLISH:
            form = read(text, file)
            missing = unrecorded(f"{name}/{version}", form, record)
            return [*(fault.as_error(file) for fault in missing), *_definition_faults(text, file, record)]
        words, told = source(name, version, language), f"{name}/{version}.{language}"
        missing = unrecorded(told, read_translation(words, f"{told}.toml"), record)
        found = _translation_faults(read(text, file), words, f"{told}.toml", language, record)
        return [*(fault.as_error(f"{told}.toml") for fault in missing), *found]
    except DefinitionError as fault:
        return [fault]


def _definition_faults(text: str, file: str, record: Mapping[str, str]) -> list[DefinitionError]:
    form = read(text, file)
    edited = release_faults(_name_of(file), form, record)
    return [*(fault.as_error(file) for fault in edited), *faults(form, file)]


def _name_of(file: str) -> str:
    """Id, version and language, as the folder and the name of a file say them."""
    path = Path(file).absolute()
    return f"{path.parent.name}/{path.name.removesuffix('.toml')}"


def _translation_faults(
    form: Instrument, text: str, file: str, language: str, record: Mapping[str, str]
) -> Iterator[DefinitionError]:
    words = read_translation(text, file)
    found = [
        *release_faults(_name_of(file), words, record),
        *translation_faults(form, words, language),
        *unseen_signs(words),
    ]
    translated = None if found else translate(form, words)
    for fault in found if translated is None else (fault for rule in RULES_OF_WORDS for fault in rule(translated)):
        yield fault.as_error(file)
