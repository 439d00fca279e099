"""Catalogues as files: the template for translators, the English one, and the compiled ones."""

import json
from io import BytesIO
from pathlib import Path

from .catalogue import DOMAIN, ENGLISH, FOLDER, READERS
from .extracting import found, messages_of

TEMPLATE = f"{DOMAIN}.pot"
HEADER = "# Words of the reintegration workbench; the same licence as the workbench.\n#"


def catalogue_files() -> dict[str, bytes]:
    """Bytes of the files that follow from the sources: the template and the English catalogue, by path."""
    readers = {"scripts": messages_of(".js"), "prints": messages_of(".typ")}
    return {
        TEMPLATE: _written(""),
        f"{ENGLISH}/LC_MESSAGES/{DOMAIN}.po": _written(ENGLISH),
        READERS: (json.dumps(readers, indent=1, ensure_ascii=False) + "\n").encode(),
    }


def find_drift(folder: Path = FOLDER) -> list[str]:
    """Name the files that are absent or differ from the sources."""
    return list(_drifted(folder))


def write_catalogues(folder: Path = FOLDER) -> list[str]:
    """Write the files that follow from the sources; name those that changed."""
    drifted = _drifted(folder)
    for name, text in drifted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    return list(drifted)


def _drifted(folder: Path) -> dict[str, bytes]:
    return {name: text for name, text in catalogue_files().items() if _read(folder / name) != text}


def _written(code: str) -> bytes:
    from babel.messages import Catalog
    from babel.messages.pofile import write_po

    catalogue = Catalog(locale=code or None, domain=DOMAIN, project="workbench", header_comment=HEADER, fuzzy=False)
    for one, many, places in found():
        words = (one, many) if many else one
        catalogue.add(words, words if code else None, locations=[(place, 0) for place in places])
    into = BytesIO()
    write_po(into, catalogue, width=0, omit_header=True, sort_output=True)
    return into.getvalue()


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


if __name__ == "__main__":
    print(", ".join(write_catalogues()) or "Nothing has changed.")
