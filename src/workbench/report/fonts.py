"""The fonts of print: Noto, unchanged, from a package of fonts; Chinese, Japanese and Korean are an extra of their own.

Those of the machine are never used, so that a page is the same everywhere.
"""

from functools import cache
from importlib.util import find_spec
from typing import Any

PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
FIRST, LAST = ("Libertinus Serif",), ("Noto Emoji", "Noto Sans Symbols", "DejaVu Sans Mono")


@cache
def fonts() -> Any:
    """Every font that ships, as the typesetter takes them."""
    import typst

    found = [find_spec(name) for name in PACKAGES]
    paths = [place for spec in found if spec for place in spec.submodule_search_locations or ()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)


@cache
def families() -> tuple[str, ...]:
    """Their names, in the order in which a letter is looked for."""
    noto = (name for name in fonts().families() if name.startswith("Noto Sans") and name not in LAST)
    return (*FIRST, *sorted(noto), *LAST)
