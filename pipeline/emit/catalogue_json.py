"""The catalogue as canonical JSON, and back: the same catalogue is the same bytes, whoever renders it and when."""

from __future__ import annotations

import json

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from pipeline.errors import PapersError
from pipeline.models import SCHEMA_VERSION, Catalogue, Paper
from pipeline.vocabulary.text import encodable, visible_json


def render_catalogue(catalogue: Catalogue) -> str:
    """The catalogue as JSON: every field in the order of the models, null where unknown, provenance by field name.

    Unicode is written as it is, but for what cannot be seen, which is escaped; a lone surrogate becomes U+FFFD. Papers
    and everything inside them stay in the order given.
    """
    ordered = catalogue.model_copy(update={"papers": tuple(_in_order(paper) for paper in catalogue.papers)})
    try:
        text = ordered.model_dump_json(indent=2)
    except PydanticSerializationError:  # a lone surrogate, which the fast way cannot print
        text = _encodable(ordered).model_dump_json(indent=2)
    return visible_json(text) + "\n"


def _in_order(paper: Paper) -> Paper:
    return paper.model_copy(update={"provenance": dict(sorted(paper.provenance.items()))})


def _encodable(catalogue: Catalogue) -> Catalogue:
    text = json.dumps(catalogue.model_dump(mode="json"), ensure_ascii=False)
    return Catalogue.model_validate_json(encodable(text))


def parse_catalogue(data: bytes, name: str) -> Catalogue:
    """The catalogue in a file of this major schema version; fields that a later minor version added are passed over.

    Raises PapersError, naming the file as `name`, for anything else: JSON that is damaged, a field that is missing or
    wrong, another major version.
    """
    try:
        catalogue = Catalogue.model_validate_json(data, extra="ignore")
    except ValidationError as error:
        raise PapersError(_what_is_wrong(error, name)) from error
    if "schema_version" not in catalogue.model_fields_set:
        raise PapersError(f"{name} is not a catalogue: it has no schema_version; restore it or move it away")
    return catalogue


def _what_is_wrong(error: ValidationError, name: str) -> str:
    problems = error.errors(include_url=False, include_context=False)
    for problem in problems:
        if problem["loc"] == ("schema_version",):
            return (
                f"{name} has schema version {problem['input']!a}, and this program reads those like {SCHEMA_VERSION};"
                " use the version of the program that wrote it, or move the file away"
            )
    where = ".".join(map(str, problems[0]["loc"]))
    place = f" at {where!a}" if where else ""
    return f"{name} is not a catalogue: {problems[0]['msg']}{place}; restore it or move it away"
