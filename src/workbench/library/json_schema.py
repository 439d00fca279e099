"""The format of a definition as JSON Schema, for editors that complete and check while one writes."""

import json
from typing import Any

import msgspec

from ..model.instrument import Instrument
from .reading import ANY_TIME

FILE = "instrument.schema.json"


def write_schema() -> str:
    """Text of the schema: what `reading.read` takes, field by field. The rules beyond types are told by the check."""
    schema = msgspec.json.schema(Instrument)
    days: dict[str, Any] = schema["$defs"]["Item"]["properties"]["window_days"]
    days["anyOf"] = [{"type": "integer"}, {"const": ANY_TIME}]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "An instrument of the workbench"}
    return json.dumps(head | schema, indent=1, ensure_ascii=False) + "\n"
