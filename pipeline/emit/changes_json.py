"""The events as canonical JSON, and back: one event a line, the oldest first, so that a new one is one more line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import StringConstraints, ValidationError

from pipeline.chronicle.event import Event, in_order
from pipeline.errors import PapersError
from pipeline.models import Frozen
from pipeline.vocabulary.text import encodable, visible_json

CHANGES_VERSION = "1.0.0"
"""The version of this file's form, which is not the catalogue's."""


class Changes(Frozen):
    """What `changes.json` holds."""

    schema_version: Annotated[str, StringConstraints(pattern=r"^1\.\d+\.\d+$")] = CHANGES_VERSION
    events: tuple[Event, ...] = ()


def render_changes(events: Iterable[Event]) -> str:
    """The events as JSON: every field in the order of the model, null where there is none. The order given does not
    matter, and what is given twice is written once."""
    lines = ",\n".join(f"    {_line(event)}" for event in in_order(events))
    listed = f"[\n{lines}\n  ]" if lines else "[]"
    return f'{{\n  "schema_version": {json.dumps(CHANGES_VERSION)},\n  "events": {listed}\n}}\n'


def _line(event: Event) -> str:
    return visible_json(encodable(json.dumps(event.model_dump(mode="json"), ensure_ascii=False)))


def parse_changes(data: bytes, name: str) -> tuple[Event, ...]:
    """The events in a file of this major version, in order; fields of a later minor version are passed over.

    Raises PapersError, naming the file as `name` and the line, for anything else.
    """
    try:
        changes = Changes.model_validate_json(data, extra="ignore")
    except ValidationError as error:
        raise PapersError(_what_is_wrong(error, data, name)) from error
    if "schema_version" not in changes.model_fields_set:
        raise PapersError(f"{name} is no record of changes: it has no schema_version; restore it or move it away.")
    return in_order(changes.events)


def _what_is_wrong(error: ValidationError, data: bytes, name: str) -> str:
    problem = error.errors(include_url=False, include_context=False)[0]
    if problem["loc"] == ("schema_version",):
        return (
            f"{name} has schema version {problem['input']!a}, and this program reads those like {CHANGES_VERSION};"
            " use the version of the program that wrote it, or move the file away."
        )
    match problem["loc"]:
        case ("events", int(nth), *inside):
            place = f", line {_line_of(nth, data)}" + (f", at {inside[0]!a}" if inside else "")
        case _:
            place = ""  # the message names the line of what is no JSON
    return f"{name}{place}: is no record of changes ({problem['msg']}); restore the file or move it away."


def _line_of(nth: int, data: bytes) -> int:
    """The line on which the nth event begins, in a file that is JSON however it is laid out."""
    text = data.decode("utf-8-sig", errors="replace")
    return text.count("\n", 0, list(_starts_of_events(text))[nth]) + 1


def _starts_of_events(text: str) -> Iterator[int]:
    decoder = json.JSONDecoder()
    at = text.index("[", text.index('"events"')) + 1
    while text[at:].lstrip(" \t\r\n,")[:1] not in ("]", ""):
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
        yield at
        _, at = decoder.raw_decode(text, at)
