"""One small instrument with every kind of answer, for all tests of the model."""

import msgspec
import pytest

from workbench.model.instrument import Instrument

COMMON = {"section": "all", "domain": "safety", "level": "individual", "source": "practice: made for the tests"}
TABLE = {
    "format": 1,
    "id": "sample",
    "version": "1.0",
    "title": "Sample",
    "purpose": "Tests.",
    "rated_by": "practitioner",
    "licence": "Apache-2.0",
    "spoken_when": [{"item": "way", "is": ["ask"]}],
    "sections": [{"id": "all", "title": "All"}],
    "responses": {
        "people": {"kind": "many", "codes": ["child", "parent"], "labels": ["Child", "Parent"]},
        "ways": {"kind": "choice", "codes": ["ask", "stop"], "labels": ["Ask", "Stop"]},
        "need": {"kind": "level", "action": True, "codes": [0, 1, 2, 3], "labels": ["None", "Watch", "Plan", "Today"]},
        "signs": {"kind": "choice", "codes": ["no", "worry", "yes"], "labels": ["No", "A worry", "Yes"]},
        "line": {"kind": "words"},
        "day": {"kind": "date"},
    },
    "items": [
        {**COMMON, "id": "here", "text": "Here", "responses": "people"},
        {**COMMON, "id": "way", "text": "Way", "responses": "ways"},
        {
            **COMMON,
            "id": "sign",
            "text": "Sign",
            "responses": "signs",
            "show_if": [{"item": "way", "is": ["ask"]}],
            "critical": {"when": ["worry", "yes"], "note": "act"},
        },
        {
            **COMMON,
            "id": "after_sign",
            "text": "After",
            "responses": "need",
            "show_if": [{"item": "sign", "is": ["yes"]}],
            "critical": {"when": [3], "note": "act"},
        },
        {**COMMON, "id": "school", "text": "School", "responses": "need", "ages": ["6-11", "12-17"]},
        {**COMMON, "id": "left", "text": "Left", "responses": "need", "groups": ["left_behind"], "may_not_apply": True},
        {**COMMON, "id": "early", "text": "Early", "responses": "need", "stages": ["crisis"]},
        {**COMMON, "id": "alone", "text": "Alone", "responses": "line", "show_if": [{"item": "here", "is": ["child"]}]},
        {**COMMON, "id": "since", "text": "Since", "responses": "day"},
    ],
    "guidance": {
        "act": {
            "title": "Act",
            "within": "today",
            "act": ["Call."],
            "call": ["supervisor"],
            "write": ["Words."],
            "source": "practice: made for the tests",
        }
    },
}


@pytest.fixture(scope="session")
def form() -> Instrument:
    """An instrument with two levels of branches, two critical items, and limits by age, group and stage."""
    return msgspec.convert(TABLE, Instrument)
