"""The CSL-JSON export: its vocabulary held against the schema that ships with a citation processor, its shapes against
the published JSON schema's rules, its content read back, and references printed by the processor."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from jsonschema import Draft202012Validator

from pipeline.emit.bibtex import render_bibtex
from pipeline.emit.csl import render_csl
from tests.emit.bibliography import read_bibtex
from tests.emit.exported import EXPORTED, NASTY, PREPRINT, READ
from tests.emit.samples import VLLM, catalogue, unsettled

SHIPPED = files("citeproc") / "data" / "schema" / "schemas" / "styles"
"""The Citation Style Language's own schema, in RELAX NG; its JSON counterpart ships with no package."""


def words_of(name: str, *sections: str) -> set[str]:
    """The quoted words of one file of that schema, or of some of its definitions."""
    text = (SHIPPED / name).read_text("utf-8")
    parts = [re.search(rf"{re.escape(section)} =(.*?)(?:\n  \n|\n}})", text, re.DOTALL) for section in sections]
    return set(re.findall('"([^"]+)"', "".join(part[1] for part in parts if part)))


TEXT, STRING = {"type": "string", "minLength": 1}, {"type": "string"}
NAME = {
    "type": "object",
    "properties": dict.fromkeys(["family", "given", "non-dropping-particle", "suffix", "literal"], STRING),
    "additionalProperties": False,
    "minProperties": 1,
}
NAMES = {"type": "array", "items": NAME}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        }
    },
    "additionalProperties": False,
}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "id": TEXT,
            "type": {"enum": sorted(words_of("csl-types.rnc", "item-types"))},
            **dict.fromkeys(words_of("csl-variables.rnc", "variables.strings", "variables.titles"), TEXT),
            **dict.fromkeys(words_of("csl-variables.rnc", "variables.names"), NAMES),
            **dict.fromkeys(words_of("csl-variables.rnc", "variables.dates"), DATE),
        },
    },
}


@pytest.fixture(scope="module")
def items() -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in json.loads(render_csl(EXPORTED))}


def printed(text: str) -> list[str]:
    """The bibliography that a citation processor makes of it."""
    data = json.loads(text)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(data), formatter.plain)
    for item in data:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return [str(reference) for reference in bibliography.bibliography()]


def test_the_vocabulary_was_found() -> None:
    properties = SCHEMA["items"]["properties"]  # type: ignore[index]
    assert {"title", "DOI", "URL", "container-title", "author", "issued", "archive_location"} <= set(properties)
    assert {"paper-conference", "article-journal", "article", "document"} <= set(properties["type"]["enum"])


def test_it_keeps_the_rules_of_the_schema() -> None:
    assert list(Draft202012Validator(SCHEMA).iter_errors(json.loads(render_csl(EXPORTED)))) == []


def test_it_has_the_entries_of_the_bibtex_file_under_the_same_keys(items: dict[str, dict[str, Any]]) -> None:
    assert list(items) == list(read_bibtex(render_bibtex(EXPORTED)))


def test_a_paper_of_a_conference_reads_back_whole(items: dict[str, dict[str, Any]]) -> None:
    assert items["kwon2023efficient"] == {
        "id": "kwon2023efficient",
        "type": "paper-conference",
        "title": VLLM.title,
        "author": [
            {"family": "Kwon", "given": "Woosuk"},
            {"family": "Li", "given": "Zhuohan"},
            {"family": "Zhuang", "given": "Siyuan"},
            {"family": "Sheng", "given": "Ying"},
        ],
        "container-title": "SOSP",
        "issued": {"date-parts": [[2023]]},
        "archive": "arXiv",
        "archive_location": "2309.06180",
        "DOI": "10.1145/3600006.3613165",
        "URL": "https://dl.acm.org/doi/10.1145/3600006.3613165",
    }


def test_a_preprint_is_an_article_of_its_server(items: dict[str, dict[str, Any]]) -> None:
    item = items["chen2023speculative"]
    assert (item["type"], item["publisher"], item["title"]) == ("article", "arXiv", PREPRINT.title)
    assert "container-title" not in item


def test_hostile_text_reads_back_as_the_text_it_is(items: dict[str, dict[str, Any]]) -> None:
    item = items["altinbuken2023hostile"]
    assert (item["title"], item["container-title"]) == (READ, f"Journal of {READ}")
    assert (item["type"], item["issued"]) == ("article-journal", {"date-parts": [[2024, 10, 7]]})
    assert item["DOI"] == "10.1234/a_b(c)<d>;2-#%{e}"
    assert item["URL"] == "https://h.example/a%7Bb%7Dc?x=1&y=%20#%C3%A9"
    assert item["author"][1] == {"family": "Åse", "given": "Ludwig", "non-dropping-particle": "van der"}
    assert item["author"][2] == {"family": "King", "given": "Martin Luther", "suffix": "Jr."}
    assert [name["literal"] for name in item["author"][4:]] == [
        "Barnes and Noble",
        "The ATLAS Collaboration",
        "{Robert'); \\DROP} 100%",
        "李雷",
        "others",
    ]


def test_a_day_of_another_year_is_not_cited() -> None:
    paper = PREPRINT.model_copy(update={"published": VLLM.citations.as_of, "year": 2023})
    assert json.loads(render_csl(catalogue(paper)))[0]["issued"] == {"date-parts": [[2023]]}


def test_a_citation_processor_prints_references() -> None:
    references = printed(render_csl(EXPORTED))
    assert references[1] == (
        "Kwon, W. et al. (2023) “Efficient Memory Management for Large Language Model Serving with PagedAttention”,"
        " SOSP. Available at: https://doi.org/10.1145/3600006.3613165."
    )
    assert references[4].startswith("Chen, C. (2023) “On Speculative Sampling”. arXiv.")
    assert f"“{READ}”, Journal of {READ}" in references[2]


def test_a_list_without_settled_papers_is_an_empty_one() -> None:
    assert json.loads(render_csl(catalogue(unsettled(title=NASTY)))) == []
