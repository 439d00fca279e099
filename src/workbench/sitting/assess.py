"""The one call of the notebook: find the desk and show the form."""

from ..desk.protocol import Desk


def assess(desk: Desk | None = None, *, instrument: str | None = None) -> None:
    """Show the guided assessment of the sitting that the page's address names.

    Parameters
    ----------
    desk
        Keeper of the record. Without one: the launcher's desk when the launcher started this
        notebook, else a practice desk with made-up children that forgets everything at the end.
    instrument
        Which form a practice desk shows; without it, the first that is offered. The launcher shows the sitting's own.
    """
    from IPython.display import display

    from .form import Form
    from .session import Session

    keeper = desk or _desk(instrument)
    display(Form(Session(keeper, first=getattr(keeper, "first", ""))))


def _desk(wanted: str | None) -> Desk:
    from ..desk.link import connect_to_launcher

    linked = connect_to_launcher()
    if linked is not None:
        return linked
    from ..desk.memory import practice
    from ..library.loading import instrument
    from ..library.offering import offered

    return practice(offered() if wanted is None else [instrument(wanted)])
