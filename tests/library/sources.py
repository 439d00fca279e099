"""Sources of facts, as the tests know them: the texts are not ours to ship, so digests and headings stand for them.

`.venv/bin/python tests/library/sources.py FOLDER`, with the texts (`000_….txt`) in FOLDER, writes `runs.bin` and
`headings.txt` anew. It has to be called when a heading comes to `sources.toml`.
"""

import re
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

from workbench.library.sources import sources
from workbench.library.wording import words

HERE = Path(__file__).with_name("sources")
RUN = 9  # so many words in a row are borrowed
BYTES = 5  # of a digest: among 100,000 runs one of ten million others is taken for one of them


def runs(text: str) -> list[bytes]:
    """The digest of every run of words in a text."""
    found = words(text.replace("’", "'"))
    joined = (" ".join(found[at : at + RUN]) for at in range(len(found) - RUN + 1))
    return [blake2b(run.encode(), digest_size=BYTES).digest() for run in joined]


@cache
def known_runs(folder: Path = HERE) -> frozenset[bytes]:
    """The digests that were kept."""
    kept = (folder / "runs.bin").read_bytes()
    return frozenset(kept[at : at + BYTES] for at in range(0, len(kept), BYTES))


def known_headings(folder: Path = HERE) -> frozenset[str]:
    """Every `number › heading` that was found in its text."""
    return frozenset((folder / "headings.txt").read_text("utf-8").splitlines())


def listed_headings() -> set[str]:
    """Every `number › heading` of the list that ships."""
    return {f"{number} › {heading}" for number, work in sources().items() for heading in work.headings}


def letters(text: str) -> str:
    """Letters and digits alone: headings run over lines there, with hyphens."""
    return re.sub(r"[\W_]+", "", text).lower()


def keep(texts: Path, folder: Path = HERE) -> list[str]:
    """Write digests and headings of the texts in a folder; the headings listed that no text has."""
    read = {path.name[:3]: path.read_text("utf-8") for path in sorted(texts.glob("[0-9][0-9][0-9]_*.txt"))}
    joined = {number: letters(text) for number, text in read.items()}
    found = {
        source
        for source in listed_headings()
        if letters(source.partition(" › ")[2]) in joined.get(source.partition(" › ")[0], "")
    }
    (folder / "runs.bin").write_bytes(b"".join(sorted({run for text in read.values() for run in runs(text)})))
    (folder / "headings.txt").write_text("".join(f"{source}\n" for source in sorted(found)), "utf-8")
    return sorted(listed_headings() - found)


if __name__ == "__main__":
    sys.exit("\n".join(f"in no text: {source}" for source in keep(Path(sys.argv[1]))) or None)
