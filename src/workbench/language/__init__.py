"""What people read, in their language: one catalogue for pages, scripts, prints and the command line.

English stands in the code and is the key of the catalogue. `say` and `say_many` translate where something is shown,
`mark` only tells the extractor that a constant is shown later. `Labels` and `declares` hold texts of a declaration
and say them when they are read.
"""

from .catalogue import (
    LANGUAGE,
    Forms,
    in_english,
    language,
    languages,
    mark,
    say,
    say_many,
    spoken,
    translated,
    translated_many,
    use,
    words_for,
)
from .labels import Labels, declares
from .listing import all_of, one_of

__all__ = [
    "LANGUAGE",
    "Forms",
    "Labels",
    "all_of",
    "declares",
    "in_english",
    "language",
    "languages",
    "mark",
    "one_of",
    "say",
    "say_many",
    "spoken",
    "translated",
    "translated_many",
    "use",
    "words_for",
]
