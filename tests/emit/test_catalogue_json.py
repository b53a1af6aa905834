from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.emit.catalogue_json import parse_catalogue, render_catalogue
from pipeline.errors import PapersError
from pipeline.models import Catalogue, Provenance
from tests.emit.samples import FULL, LIGHTSEQ, catalogue, hostile, unsettled

NAME = "catalogue.json"


def rendered_with(**changes: object) -> bytes:
    return json.dumps({**json.loads(render_catalogue(FULL)), **changes}).encode()


def test_every_field_is_written_in_the_order_that_consumers_know() -> None:
    whole = json.loads(render_catalogue(catalogue(unsettled())))
    paper = whole["papers"][0]

    assert list(whole) == ["schema_version", "title", "papers"]
    assert list(paper) == [
        *(
            "id",
            "key",
            "status",
            "title",
            "listed",
            "former_titles",
            "authors",
            "abstract",
            "abstract_notice",
            "venue",
            "year",
        ),
        *("published", "ids", "links", "citations", "versions", "match", "provenance", "stale"),
    ]
    assert list(paper["listed"][0]) == ["title", "section", "tag", "notes", "links", "line"]
    assert paper["citations"] == {"count": None, "influential": None, "as_of": None}
    assert paper["links"] == dict.fromkeys(["landing", "pdf", "arxiv", "doi", "semantic_scholar", "code"])


def test_values_read_as_they_were() -> None:
    paper = json.loads(render_catalogue(FULL))["papers"][0]

    assert paper["title"] == LIGHTSEQ.title
    assert paper["published"] == "2024-10-07"
    assert paper["citations"] == {"count": 1234, "influential": 5, "as_of": "2026-11-16"}
    assert paper["provenance"]["abstract"] == {"source": "arxiv", "as_of": "2026-11-02"}


def test_the_order_in_which_provenance_was_gathered_leaves_no_trace() -> None:
    rows = {name: Provenance(source="arxiv", as_of=date(2026, 1, 1)) for name in ("year", "abstract", "ids.doi")}
    one = LIGHTSEQ.model_copy(update={"provenance": rows})
    other = LIGHTSEQ.model_copy(update={"provenance": dict(reversed(rows.items()))})

    text = render_catalogue(catalogue(one))

    assert text == render_catalogue(catalogue(other))
    assert list(json.loads(text)["papers"][0]["provenance"]) == ["abstract", "ids.doi", "year"]


def test_people_can_read_the_file_and_nothing_in_it_is_unseen() -> None:
    text = render_catalogue(
        catalogue(unsettled(title="Schrödinger β 注意 👩\u200d🔬\u202e\x1b\x7f\x9b\u2028\U000e0041"))
    )

    assert '"title": "Schrödinger β 注意 👩\u200d🔬\\u202e\\u001b\\u007f\\u009b\\u2028\\udb40\\udc41"' in text
    assert text.startswith('{\n  "schema_version": "1.2.0",\n  "title": "mlsys_papers",\n')
    assert text.endswith("}\n")


def test_half_a_surrogate_pair_does_not_stop_the_file() -> None:
    text = render_catalogue(catalogue(unsettled(title="half \ud800"), LIGHTSEQ))

    assert json.loads(text.encode())["papers"][0]["title"] == "half \ufffd"
    assert parse_catalogue(text.encode(), NAME).papers[1] == LIGHTSEQ


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_was_written_is_read_back(text: str) -> None:
    papers = catalogue(unsettled(title=text, abstract=text), *FULL.papers)

    assert parse_catalogue(render_catalogue(papers).encode(), NAME) == papers


def test_fields_of_a_later_minor_version_are_passed_over() -> None:
    later = json.loads(render_catalogue(FULL))
    later["schema_version"] = "1.7.2"
    later["curator"] = {"name": "somebody"}
    for paper in later["papers"]:
        paper["awards"] = ["best paper"]
        paper["ids"]["isbn"] = paper["listed"][0]["column"] = paper["match"]["score"] = "1"

    read = parse_catalogue(json.dumps(later).encode(), NAME)

    assert read == Catalogue(schema_version="1.7.2", title=FULL.title, papers=FULL.papers)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "EOF"),
        (b'{"schema_version": "1.0.0", "title', "EOF"),
        (b"\xff\xfe", "expected value"),
        (b"[]", "object"),
        (b'{"title": "x", "papers": []}', "schema_version"),
        (rendered_with(papers=None), "'papers'"),
        (rendered_with(papers=[{"id": "x"}]), "'papers.0.status'"),
        (
            rendered_with(papers=[{**json.loads(render_catalogue(FULL))["papers"][0], "year": "soon"}]),
            "'papers.0.year'",
        ),
        (rendered_with(schema_version="2.0.0", papers=[{}]), "'2.0.0'"),
        (rendered_with(schema_version=1), "1"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(PapersError) as refused:
        parse_catalogue(data, NAME)

    assert str(refused.value).startswith(NAME)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_refusal_does_not_repeat_control_characters() -> None:
    paper = json.loads(render_catalogue(catalogue(hostile())))["papers"][0]
    paper["provenance"] = {"\x1b[31m": {"source": "arxiv"}}

    with pytest.raises(PapersError, match="papers"):
        parse_catalogue(rendered_with(papers=[paper]), NAME)
    with pytest.raises(PapersError) as refused:
        parse_catalogue(rendered_with(schema_version="2\x1b[31m"), NAME)

    assert "\x1b" not in str(refused.value)
