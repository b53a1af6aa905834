from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from pipeline.emit.catalogue_json import render_catalogue
from pipeline.emit.schema import render_schema
from pipeline.models import Catalogue
from tests.emit.samples import FULL, catalogue, hostile, unsettled

SCHEMA = json.loads(render_schema())


def validate(instance: object) -> None:
    Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(instance)


def test_the_schema_is_one_and_says_which() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in SCHEMA
    assert SCHEMA["title"] == "Catalogue of papers"
    assert SCHEMA["description"]
    assert render_schema().endswith("}\n")


@pytest.mark.parametrize("papers", [catalogue(), FULL, catalogue(hostile(), unsettled(title="\ud800"))])
def test_what_is_rendered_is_valid(papers: Catalogue) -> None:
    validate(json.loads(render_catalogue(papers)))


def test_a_field_added_by_a_later_minor_version_is_valid() -> None:
    later = json.loads(render_catalogue(FULL))
    later["added"] = later["papers"][0]["added"] = later["papers"][0]["ids"]["added"] = {"anything": 1}

    validate(later)


def drop(*path: str) -> Callable[[dict[str, Any]], object]:
    def change(paper: dict[str, Any]) -> object:
        for name in path[:-1]:
            paper = paper[name]
        return paper.pop(path[-1])

    return change


@pytest.mark.parametrize(
    "spoil",
    [
        *(drop(name) for name in json.loads(render_catalogue(FULL))["papers"][0]),
        *(drop("ids", name) for name in ("arxiv", "doi", "semantic_scholar", "corpus_id", "dblp", "openalex")),
        *(drop("links", name) for name in ("landing", "pdf", "arxiv", "doi", "semantic_scholar", "code")),
        *(drop("citations", name) for name in ("count", "influential", "as_of")),
        drop("match", "verdict"),
        drop("provenance", "title", "as_of"),
        lambda paper: paper.update(status="fine"),
        lambda paper: paper["match"].update(verdict="perhaps"),
        lambda paper: paper.update(year="2024"),
        lambda paper: paper.update(published="last autumn"),
        lambda paper: paper.update(listed=None),
        lambda paper: paper["ids"].update(arxiv=2310.03294),
        lambda paper: paper["citations"].update(count="many"),
    ],
)
def test_a_wrong_paper_is_not_valid(spoil: Callable[[dict[str, Any]], object]) -> None:
    wrong = json.loads(render_catalogue(FULL))
    spoil(wrong["papers"][0])

    with pytest.raises(ValidationError):
        validate(wrong)


def test_another_major_version_is_not_valid() -> None:
    with pytest.raises(ValidationError):
        validate({**json.loads(render_catalogue(FULL)), "schema_version": "2.0.0"})
