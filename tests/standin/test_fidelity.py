"""Answers of the stand-in beside recorded answers of the services, and beside their published specifications."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
import requests
import yaml
from openapi_schema_validator import OAS30Validator

from tests.shared import shared
from tests.standin import Record, Standin

ATTENTION = Record(
    title="Attention is All you Need",
    authors=("Ashish Vaswani", "Noam Shazeer"),
    year=2017,
    venue="Neural Information Processing Systems",
    date="2017-06-12",
    arxiv_id="1706.03762",
    arxiv_title="Attention Is All You Need",
    arxiv_comment="15 pages",
    arxiv_version=7,
    dblp="conf/nips/Vaswani",
)
HIGGS = Record(
    title="Observation of a new particle",
    authors=(" The ATLAS Collaboration",),
    year=2012,
    date="2012-07-31",
    arxiv_id="1207.7214",
    arxiv_version=2,
    arxiv_comment="24 pages",
    doi="10.1016/j.physletb.2012.08.020",
    journal_ref="Phys.Lett. B716 (2012) 1-29",
    venue="Physics Letters B",
)
TURING = Record(title="Computing Machinery and Intelligence", year=1950, doi="10.1093/mind/lix.236.433", venue="Mind")
PREPRINT = Record(title="A turing test", year=2024, date="2024-05-01", arxiv_id="2405.00001", authors=("A. Author",))

SAME_FEED = (
    "error_400_bad_id.xml",
    "error_400_start_not_int.xml",
    "id_unknown_well_formed.xml",
    "id_unknown_2.xml",
    "search_zero_results.xml",
)
SAME_SKELETON = {"id_attention.xml": "1706.03762", "id_doi_journalref.xml": "1207.7214"}
SAME_JSON = (
    "batch_500",
    "match_404_comma",
    "match_404_garbage",
    "paper_400_bad_field",
    "paper_404_doi_gone_2025",
    "paper_404_unknown_id",
    "search_200_empty",
    "search_400_window",
)
SAME_SHAPE = ("match_exact", "search_200_full_fields_2026", "search_200_page1", "paper_bare_doi_title_only")

OPEN_TABLES = ("externalIds", "journal", "publicationVenue")
"""Members that hold what is known of a paper, and so other names from one paper to the next."""


@pytest.fixture(scope="module")
def standin() -> Iterator[Standin]:
    with Standin([ATTENTION, HIGGS, TURING, PREPRINT]) as running:
        yield running


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    with requests.Session() as opened:
        yield opened


@pytest.mark.parametrize("name", SAME_FEED)
def test_feeds_without_papers_are_the_recorded_ones(standin: Standin, session: requests.Session, name: str) -> None:
    folder = shared("apis/recorded/arxiv")
    if folder is None:
        return
    (exchange,) = (item for item in json.loads((folder / "index.json").read_text()) if item["file"] == name)
    answer = session.get(f"{standin.arxiv_url}?{urlsplit(exchange['request']['uri']).query}")
    assert answer.status_code == exchange["response"]["status"]
    assert answer.headers["Content-Type"] == exchange["response"]["content_type"]
    assert _timeless(answer.text) == _timeless((folder / name).read_text())


@pytest.mark.parametrize(("name", "arxiv_id"), SAME_SKELETON.items())
def test_feeds_with_papers_have_the_recorded_elements_in_order(
    standin: Standin, session: requests.Session, name: str, arxiv_id: str
) -> None:
    folder = shared("apis/recorded/arxiv")
    if folder is None:
        return
    answer = session.get(standin.arxiv_url, params={"id_list": arxiv_id, "max_results": "1"})
    assert _skeleton(answer.content) == _skeleton((folder / name).read_bytes())


@pytest.mark.parametrize("name", SAME_JSON)
def test_refusals_are_the_recorded_ones(standin: Standin, session: requests.Session, name: str) -> None:
    recorded = _recorded(name)
    if recorded is None:
        return
    answer = _replay(standin, session, recorded)
    assert answer.status_code == recorded["response"]["status"]
    assert answer.json() == json.loads(recorded["response"]["body"])
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("name", SAME_SHAPE)
def test_papers_have_the_recorded_shape(standin: Standin, session: requests.Session, name: str) -> None:
    recorded = _recorded(name)
    if recorded is None:
        return
    answer = _replay(standin, session, recorded)
    theirs, ours = json.loads(recorded["response"]["body"]), answer.json()
    assert answer.status_code == 200
    assert set(ours) | {"next"} == set(theirs) | {"next"}
    for row in _rows(ours):
        assert set(row) == set(_rows(theirs)[0])
        assert not {name: value for name, value in row.items() if not _seen(name, value, _rows(theirs))}


def test_a_refused_key_is_the_recorded_403(session: requests.Session) -> None:
    recorded = _recorded("batch_403_forbidden")
    if recorded is None:
        return
    with Standin([TURING], required_key="secret") as guarded:
        answer = _replay(guarded, session, recorded)
    assert (answer.status_code, answer.json()) == (403, json.loads(recorded["response"]["body"]))


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("ARXIV:1706.03762", "FullPaper"),
        ("DOI:10.1093/mind/lix.236.433", "FullPaper"),
        ("search?query=turing", "FullPaper"),
        ("search/bulk?query=turing", "FullPaper"),
        ("search/match?query=computing machinery and intelligence", "Title Match Paper"),
    ],
)
def test_papers_obey_the_specification(standin: Standin, session: requests.Session, path: str, schema: str) -> None:
    """Nulls are left out, which the specification nowhere allows and the service sends; so is the fractional score."""
    file = shared("apis/specs/semantic-scholar-graph-v1.openapi3.2026-08.yml")
    if file is None:
        return
    components = yaml.safe_load(file.read_text())["components"]
    validator = OAS30Validator({"$ref": f"#/components/schemas/{schema}", "components": components})
    names = set(components["schemas"]["BasePaper"]["properties"]) - {"citationStyles"}
    answer = session.get(f"{standin.semantic_scholar_url}/graph/v1/paper/{path}", params={"fields": ",".join(names)})
    rows = _rows(answer.json())
    assert rows
    for row in rows:
        assert names <= set(row)
        validator.validate(_without_nulls({key: value for key, value in row.items() if key != "matchScore"}))


def _recorded(name: str) -> Any:
    folder = shared("apis/recorded/semanticscholar")
    return None if folder is None else json.loads(Path(folder / f"{name}.json").read_text())


def _replay(standin: Standin, session: requests.Session, recorded: Any) -> requests.Response:
    """The answer of the stand-in to the recorded request."""
    sent = recorded["request"]
    address = urlsplit(sent["uri"])
    url = f"{standin.semantic_scholar_url}{address.path}?{address.query}"
    headers = {name: value for name, value in sent["headers"].items() if name in ("x-api-key", "content-type")}
    return session.request(sent["method"], url, data=sent["body"], headers=headers)


def _rows(answer: dict[str, Any]) -> list[Any]:
    rows: list[Any] = answer.get("data", [answer])
    return rows


def _seen(name: str, value: Any, rows: list[Any]) -> bool:
    """Whether some recorded paper has a member of this shape; where all are null, any will do."""
    if name in OPEN_TABLES and value:
        members = _members(name)
        return all(key in members and _same_shape(item, members[key]) for key, item in value.items())
    recorded = [row[name] for row in rows if row[name] is not None]
    return not recorded or any(_same_shape(value, other) for other in recorded)


def _members(table: str) -> dict[str, Any]:
    """Every member that a table has in the largest recording, each with a value."""
    rows = _rows(json.loads(_recorded("search_200_full_fields_2026")["response"]["body"]))
    return {key: item for row in rows for key, item in (row[table] or {}).items()}


def _same_shape(ours: Any, theirs: Any) -> bool:
    """The same members of the same types; null stands for any."""
    if ours is None or theirs is None:
        return True
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return set(ours) == set(theirs) and all(_same_shape(ours[name], theirs[name]) for name in ours)
    if isinstance(ours, list) and isinstance(theirs, list):
        return not theirs or all(_same_shape(item, theirs[0]) for item in ours)
    return type(ours) is type(theirs)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _timeless(feed: str) -> str:
    feed = re.sub(r"<updated>[^<]*</updated>", "<updated/>", feed)
    return re.sub(r"(<id>https://arxiv.org/api/)[^#<]{27}(</id>)", r"\1\2", feed).strip()


def _skeleton(feed: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """Each element with its attributes' names, in document order, without authors' names; repetitions in a row once."""
    root = ET.fromstring(feed)  # noqa: S314  our own feed, and a recording
    elements = [(element.tag, tuple(sorted(element.attrib))) for element in root.iter()]
    named = [element for element in elements if not element[0].endswith("}name")]
    return [one for one, before in zip(named, [None, *named], strict=False) if one != before]
