"""The script is one set of modules, served one by one or joined, and never makes markup from words."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from workbench.sitting.assets import CHILD_STYLES, FOLDER, MODULES, script, styles

SVG = "http://www.w3.org/2000/svg"  # the name of a kind of element; nothing is fetched from there
TOKENS = FOLDER.parents[1] / "launcher" / "static" / "tokens.css"


def declared(name: str) -> set[str]:
    text = (FOLDER / name).read_text()
    return set(re.findall(r"^(?:export )?(?:async )?(?:function|const|let) (\w+)", text, re.MULTILINE))


def test_every_module_is_part_of_the_whole():
    assert sorted(MODULES) == sorted(path.name for path in FOLDER.glob("*.js"))


def test_the_joined_script_imports_nothing_and_exports_one_thing():
    assert not re.search(r"^import ", script(), re.MULTILINE)
    assert re.findall(r"^export .*", script(), re.MULTILINE) == ["export default { render };"]


def test_a_module_imports_only_from_earlier_ones():
    for index, name in enumerate(MODULES):
        for imported in re.findall(r'from "\./([a-z]+\.js)"', (FOLDER / name).read_text()):
            assert imported in MODULES[:index], f"{name} imports {imported}"


def test_no_two_modules_use_one_name_at_the_top():
    names = [name for module in MODULES for name in declared(module)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.js")), ids=lambda path: path.name)
def test_no_script_makes_markup_from_words_or_keeps_anything_in_the_browser(path):
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|localStorage|sessionStorage"
    )
    text = path.read_text().replace(SVG, "")
    assert re.findall(forbidden + r"|indexedDB|https?://", text) == []


def test_the_styles_of_the_child_page_are_part_of_the_whole():
    assert CHILD_STYLES in (FOLDER / "form.css").read_text(), "the launcher serves them as a file of their own"
    assert "@import" not in styles() and ".own-choice" in styles()


def values(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^\s+(--[a-z0-9-]+): ([^;]+);", path.read_text(), re.MULTILINE))


def test_colours_are_those_of_the_plain_pages():
    here, there = values(FOLDER / "form.css"), values(TOKENS)
    shared = here.keys() & there.keys() - {"--target"}
    assert len(shared) > 15
    assert {name: here[name] for name in shared} == {name: there[name] for name in shared}


def luminance(colour: str) -> float:
    """Relative luminance as in WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_levels_run_from_light_to_dark_and_differ_without_colour():
    colours = values(FOLDER / "form.css")
    levels = [colours[f"--level-{code}"] for code in range(4)]
    assert all(contrast(one, next_one) > 1.2 for one, next_one in pairwise(levels))
    assert [luminance(level) for level in levels] == sorted(map(luminance, levels), reverse=True)
    assert all(contrast(level, colours["--level-ink"]) >= 4.5 for level in levels[:3])
    assert contrast(levels[3], colours["--level-3-ink"]) >= 4.5


def test_no_day_is_made_into_a_moment_by_the_browser():
    made = {name: re.findall(r"new Date\([^)]*", (FOLDER / name).read_text(encoding="utf-8")) for name in MODULES}
    assert {name: found for name, found in made.items() if found} == {"dom.js": ["new Date(Date.now("]}
