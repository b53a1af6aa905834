"""PURE: the JSON in the body of an answer, whatever a hostile one holds."""

from __future__ import annotations

import json

from pydantic_core import from_json

from pipeline.vocabulary.text import encodable


def json_of(content: bytes) -> object:
    """What the body says; half of a surrogate pair in it, which no file can hold, becomes U+FFFD.

    Raises ValueError for what is no JSON, and for what nests deeper than any answer does: the standard parser would go
    down to the interpreter's limit, where nothing else can run.
    """
    try:
        return from_json(content)
    except ValueError as error:
        if "recursion limit" in str(error):
            raise
    try:
        taken = json.loads(content)  # which takes what the other does not, such as half of a surrogate pair
        return json.loads(encodable(json.dumps(taken, ensure_ascii=False)))
    except RecursionError as error:
        raise ValueError("recursion limit exceeded") from error
