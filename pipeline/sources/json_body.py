"""PURE: the JSON in the body of an answer, whatever a hostile one holds."""

from __future__ import annotations

import json

from pydantic_core import from_json


def json_of(content: bytes) -> object:
    """What the body says. Raises ValueError for what is no JSON, and for what nests deeper than any answer does: the
    standard parser would go down to the interpreter's limit, where nothing else can run."""
    try:
        return from_json(content)
    except ValueError as error:
        if "recursion limit" in str(error):
            raise
        return json.loads(content)  # which takes what the other does not, such as half of a surrogate pair
