"""What was found in one assessment, as plain values: the page on screen and the printed page are drawn from them."""

from ..model.instrument import Strict


class Said(Strict, frozen=True, kw_only=True):
    """What one person said or showed. `level` is the label of the level they named, if they named one."""

    who: str
    words: str = ""
    level: str = ""


class Square(Strict, frozen=True, kw_only=True):
    """One question of a domain. `level` is None while it is not known; `label` is its level or why there is none."""

    item: str
    text: str
    level: int | None
    label: str
    anchor: str = ""
    source: str = ""
    said: tuple[Said, ...] = ()
    differs: bool = False


class Domain(Strict, frozen=True, kw_only=True):
    """The questions of one domain: highest level first, what is not known last."""

    id: str
    title: str
    squares: tuple[Square, ...]
    counts: str


class Need(Strict, frozen=True, kw_only=True):
    """A question rated 3 or 2, with what is on offer for it and the note it opened, if that is still open."""

    square: Square
    domain: str
    by_when: str
    offers: tuple[str, ...] = ()
    note: str = ""


class Strength(Strict, frozen=True, kw_only=True):
    """What holds the child up, in one of the four words; `word` says why there is none where nobody knows yet."""

    item: str
    text: str
    code: str
    word: str
    anchor: str = ""
    source: str = ""
    said: tuple[Said, ...] = ()


class Open(Strict, frozen=True, kw_only=True):
    """A question without an answer. `ask` names whom to turn to, `by` the day agreed; both empty where nobody is asked.

    `without` says who must not be near; `first` is true where the question is a critical one.
    """

    item: str
    text: str
    why: str
    ask: str = ""
    by: str = ""
    without: str = ""
    first: bool = False


class Profile(Strict, frozen=True, kw_only=True):
    """What was found in one assessment. `act_low` and `act_high`: needs to act on, at least and at most.

    `facts` are answers that are no rating, as (question, answer); `not_asked` are questions nobody has come to, as
    (domain title, texts); `watch` are questions rated 1, to be looked at again by `next_meeting`; `differing` are
    questions on which people name different levels; `hidden` counts answers that are kept but no longer asked, and
    are counted nowhere; `notes` says how many notes stand open in the child's whole file, and `others` are its
    other pages, as (title, day).
    """

    code: str
    age: str
    on: str
    title: str
    rated_from: str
    act_low: int
    act_high: int
    facts: tuple[tuple[str, str], ...]
    domains: tuple[Domain, ...]
    needs: tuple[Need, ...]
    watch: tuple[Need, ...]
    lean_on: tuple[Strength, ...]
    open: tuple[Open, ...]
    not_asked: tuple[tuple[str, tuple[str, ...]], ...]
    differing: tuple[Square, ...]
    hidden: int
    next_meeting: str = ""
    notes: str = ""
    others: tuple[tuple[str, str], ...] = ()
