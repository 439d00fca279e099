"""Statistics for researchers: frames in, frozen results out.

`agreement`, `counting`, `durations`, `figures`, `imputation`, `log`, `multistate`, `predictors`, `recurrent`,
`several`, `tables`: each is imported when first named.
"""

import importlib
from types import ModuleType

__all__ = [
    "agreement",
    "counting",
    "durations",
    "figures",
    "imputation",
    "log",
    "multistate",
    "predictors",
    "recurrent",
    "several",
    "tables",
]


def __getattr__(name: str) -> ModuleType:
    if name in __all__:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
