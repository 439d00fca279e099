"""Guided needs assessment and research for the reintegration of children of trafficking victims."""

from importlib import import_module
from typing import Any

_HOMES = {
    "Answers": "workbench.model.answers",
    "NonAnswer": "workbench.model.vocabulary",
    "instrument": "workbench.library.loading",
    "instruments": "workbench.library.loading",
    "more_cases": "workbench.synth.case",
    "read_cohort": "workbench.incoming.reading",
    "score": "workbench.scoring.single",
    "score_many": "workbench.scoring.many",
    "services": "workbench.offers.offering",
    "synthesise": "workbench.synth.synthesis",
    "synthesise_case": "workbench.synth.case",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name == "__version__":
        return import_module("importlib.metadata").version("reintegration-workbench")
    raise AttributeError(f"workbench has no public name {name!r}; public names: {', '.join(__all__)}")


def __dir__() -> list[str]:
    return __all__
