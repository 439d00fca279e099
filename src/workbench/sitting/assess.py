"""The one call of the notebook: find the desk and show the form."""

from ..desk.protocol import Desk

PRACTICE_INSTRUMENTS = ("safety_screen",)


def assess(desk: Desk | None = None) -> None:
    """Show the guided assessment of the sitting that the page's address names.

    Parameters
    ----------
    desk
        Keeper of the record. Without one: the launcher's desk when the launcher started this
        notebook, else a practice desk with made-up children that forgets everything at the end.
    """
    from IPython.display import display

    from .form import Form
    from .session import Session

    keeper = desk or _desk()
    display(Form(Session(keeper, first=getattr(keeper, "first", ""))))


def _desk() -> Desk:
    from ..desk.link import connect_to_launcher

    linked = connect_to_launcher()
    if linked is not None:
        return linked
    from ..desk.memory import practice
    from ..library.loading import instrument

    return practice(instrument(name) for name in PRACTICE_INSTRUMENTS)
