"""What people read, in their language: one catalogue for pages, scripts, prints and the command line.

English stands in the code and is the key of the catalogue. `say` and `say_many` translate where something is shown,
`mark` only tells the extractor that a constant is shown later.
"""

from .catalogue import (
    LANGUAGE,
    Forms,
    language,
    languages,
    mark,
    say,
    say_many,
    translated,
    translated_many,
    use,
    words_for,
)

__all__ = [
    "LANGUAGE",
    "Forms",
    "language",
    "languages",
    "mark",
    "say",
    "say_many",
    "translated",
    "translated_many",
    "use",
    "words_for",
]
