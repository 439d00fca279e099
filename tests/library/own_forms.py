"""An instrument of an organisation's own, in a folder or in a package."""

from pathlib import Path

SMALL = Path(__file__).with_name("definitions") / "small" / "1.0.toml"
TITLE = 'Teeth <b>first</b> & #strike[*all*] "x"'


def own_form(folder: Path, form: str = "own_teeth", *, more: str = "", change: tuple[str, str] = ("", "")) -> Path:
    """Write a form that is offered last; return its file."""
    text = SMALL.read_text("utf-8").replace('id = "small"', f'id = "{form}"').replace(*change)
    text = text.replace('title = "A small instrument"', f"title = '{TITLE}'")
    offer = 'offer = { place = 7, what_for = "a look at <i>teeth</i>" }\n'
    path = folder / form / "1.0.toml"
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    path.write_text(text.replace("presence =", f"{offer}{more}presence ="), "utf-8")
    path.chmod(0o644)
    return path


def own_package(folder: Path) -> Path:
    """Write an installed package that offers a form, and that must not be imported; return the path to put first."""
    own_form(folder / "own_forms" / "forms")
    (folder / "own_forms" / "__init__.py").write_text("raise SystemExit('imported')\n")
    info = folder / "own_forms-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: own-forms\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[workbench.instruments]\nteeth = own_forms.forms\n")
    return folder
