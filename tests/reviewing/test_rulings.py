from __future__ import annotations

import tomllib
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.models import Ids, Links, Record
from pipeline.reviewing.rulings import paper_keys, ruling

DAY = date(2026, 11, 16)


def record(**more: object) -> Record:
    return Record.model_validate({"source": "arxiv", "title": "A title", **more})


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (record(ids=Ids(arxiv="2310.03294", doi="10.1/x", corpus_id="7")), {"arxiv": "2310.03294"}),
        (record(ids=Ids(doi="10.1/x", semantic_scholar="ab", dblp="conf/x")), {"doi": "10.1/x"}),
        (record(ids=Ids(semantic_scholar="ab", corpus_id="7")), {"semantic_scholar": "ab"}),
        (record(ids=Ids(corpus_id="7")), {"corpus_id": "7"}),
        (
            record(ids=Ids(dblp="conf/x"), links=Links(landing="https://h.example/a b")),
            {"url": "https://h.example/a b"},
        ),
        (record(links=Links(landing="javascript:x"), year=2023), {"paper_title": "A title", "year": 2023}),
        (record(), {}),
        (record(year=23), {}),
        (record(year=2023, title="\u202e"), {}),
    ],
)
def test_a_paper_is_named_by_the_best_that_is_known_of_it(known: Record, expected: dict[str, object]) -> None:
    assert tomllib.loads(paper_keys(known)) == expected


@pytest.mark.parametrize("kind", ["pin", "reject", "retire"])
def test_a_ruling_is_a_table_that_loads_as_it_stands(kind: Literal["pin", "reject", "retire"]) -> None:
    loaded = tomllib.loads(ruling(kind, "an-entry", DAY, 'doi = "10.1/x"\n'))

    reason = loaded[kind][0].pop("reason")
    assert loaded == {kind: [{"entry": "an-entry", "doi": "10.1/x", "date": DAY}]}
    assert "how you know" in reason


@given(st.text(st.characters(exclude_categories=["C"]) | st.sampled_from("\\\"'\n\r\t#[]=")))
def test_no_text_breaks_out_of_its_string(text: str) -> None:
    loaded = tomllib.loads(ruling("pin", text, DAY, paper_keys(record(title=f"T{text}", year=2023))))

    assert loaded["pin"][0]["entry"] == " ".join(text.split())
    assert loaded["pin"][0]["paper_title"] == " ".join(f"T{text}".split())


def test_what_cannot_be_seen_is_not_pasted() -> None:
    assert tomllib.loads(ruling("retire", "a\u202e\x7f\x00b\ud800", DAY))["retire"][0]["entry"] == "ab\ufffd"
