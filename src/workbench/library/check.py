"""Every rule that a definition keeps beyond its types, each fault told as one sentence."""

from collections.abc import Iterator
from pathlib import Path

from ..errors import DefinitionError
from ..model.instrument import Instrument
from .branches import branch_faults
from .fault import Fault, is_version
from .loading import instrument, instruments, versions
from .naming import naming_faults
from .reading import read, read_text
from .responding import responding_faults
from .wording import wording_faults

FORMAT = 1
RULES = (naming_faults, responding_faults, branch_faults, wording_faults)


def faults(form: Instrument, file: str) -> Iterator[DefinitionError]:
    """Find every fault of a definition, in the order in which one would mend them.

    Parameters
    ----------
    file
        Path of the definition; its last two parts must be `<id>/<version>.toml`.
    """
    for fault in _head_faults(form, Path(file).absolute()):
        yield fault.as_error(file)
    for rule in RULES:
        for fault in rule(form):
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
    """Read one file and list its faults; a file that cannot be read has one."""
    try:
        return list(faults(read(read_text(path), str(path)), str(path)))
    except DefinitionError as fault:
        return [fault]


def check_shipped() -> dict[str, list[DefinitionError]]:
    """List the faults of every shipped definition by its path, as `safety_screen/1.0.toml`."""
    return {
        f"{name}/{version}.toml": _shipped_faults(name, version) for name in instruments() for version in versions(name)
    }


def _shipped_faults(name: str, version: str) -> list[DefinitionError]:
    try:
        return list(faults(instrument(name, version), f"{name}/{version}.toml"))
    except DefinitionError as fault:
        return [fault]


def _head_faults(form: Instrument, file: Path) -> Iterator[Fault]:
    if form.format != FORMAT:
        yield Fault("format", f"{form.format}", f"{FORMAT}", "Update the workbench, or write the file in this format.")
    if not is_version(form.version):
        yield Fault("version", f"{form.version!r}", "numbers with points, as '1.0'", "Number the version.")
    if file.parent.name != form.id:
        yield Fault(
            "id", f"{form.id!r} in folder {file.parent.name!r}", "id and folder alike", "Rename one of the two."
        )
    if file.name != f"{form.version}.toml":
        remedy = "Rename the file; a released version is never edited, it gets a new file."
        yield Fault("version", f"{form.version!r} in file {file.name!r}", f"file {form.version}.toml", remedy)
