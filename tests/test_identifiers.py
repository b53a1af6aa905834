"""Identifiers: every spelling that lists use leads to one canonical form, and anything else to none."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identifiers import (
    arxiv_of_doi,
    canonical_arxiv,
    canonical_doi,
    ids_in_url,
    parse_id,
    url_of,
)
from pipeline.models import IdKind, PaperId
from tests.shared import shared

SHA = "9d7a75601e0e50dd68d40cfb8ef0e891dad797a6"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://arxiv.org/abs/2310.03294", "arxiv:2310.03294"),
        ("http://www.arXiv.org/pdf/2310.03294v2.pdf", "arxiv:2310.03294"),
        ("https://arxiv.org/pdf/2310.03294v3?download=1#page=2", "arxiv:2310.03294"),
        ("https://export.arxiv.org/abs/2310.03294).", "arxiv:2310.03294"),
        ("https://arxiv.org/html/2310.03294v1/", "arxiv:2310.03294"),
        ("https://arxiv.org/abs/math.GT/0309136", "arxiv:math/0309136"),
        ("https://arxiv.org/pdf/hep-th/9711200v3.pdf", "arxiv:hep-th/9711200"),
        ("https://ar5iv.labs.arxiv.org/html/2310.03294", "arxiv:2310.03294"),
        ("https://www.alphaxiv.org/overview/2310.03294v1", "arxiv:2310.03294"),
        ("https://huggingface.co/papers/2310.03294", "arxiv:2310.03294"),
        ("https://doi.org/10.48550/arXiv.2310.03294", "arxiv:2310.03294"),
        ("https://dx.doi.org/10.1145/3600006.3613152", "doi:10.1145/3600006.3613152"),
        ("https://doi.org/10.1631/FITEE.2300089", "doi:10.1631/fitee.2300089"),
        ("https://doi.org/10.1016%2FS0140-6736(05)67604-0", "doi:10.1016/s0140-6736(05)67604-0"),
        ("https://dl.acm.org/doi/10.1145/3437801.3441578", "doi:10.1145/3437801.3441578"),
        ("https://dl.acm.org/doi/pdf/10.1145/3458817.3476209?casa_token=u0:Ud", "doi:10.1145/3458817.3476209"),
        ("https://dl.acm.org/doi/fullHtml/10.1145/3437801.3441578", "doi:10.1145/3437801.3441578"),
        ("https://link.springer.com/chapter/10.1007/978-3-030-58536-5_1", "doi:10.1007/978-3-030-58536-5_1"),
        ("https://www.nature.com/articles/s41562-025-02105-9", "doi:10.1038/s41562-025-02105-9"),
        ("https://www.biorxiv.org/content/10.1101/2024.01.02.573943v2.full", "doi:10.1101/2024.01.02.573943"),
        ("https://openreview.net/forum?id=pUEDkZyPDl", "openreview:pUEDkZyPDl"),
        ("https://openreview.net/pdf?id=Ls_NTjgWXZV&noteId=x", "openreview:Ls_NTjgWXZV"),
        ("https://aclanthology.org/2020.acl-main.1.pdf", "acl:2020.acl-main.1"),
        ("http://www.aclweb.org/anthology/N18-2078", "acl:N18-2078"),
        (f"https://www.semanticscholar.org/paper/Orca%3A-A-Distributed/{SHA}", f"semantic_scholar:{SHA}"),
        (f"https://www.semanticscholar.org/paper/{SHA.upper()}", f"semantic_scholar:{SHA}"),
        ("https://api.semanticscholar.org/CorpusID:251734964", "corpus_id:251734964"),
        ("https://www.usenix.org/conference/osdi22/presentation/yu", "usenix:osdi22/yu"),
        ("https://www.usenix.org/system/files/osdi22-zheng-lianmin.pdf", "usenix:osdi22/zheng-lianmin"),
        ("https://www.usenix.org/system/files/conference/osdi16/osdi16-abadi.pdf", "usenix:osdi16/abadi"),
        ("https://proceedings.mlr.press/v162/rajbhandari22a.html", "pmlr:v162/rajbhandari22a"),
        ("http://proceedings.mlr.press/v80/gao18a/gao18a.pdf", "pmlr:v80/gao18a"),
        (
            "https://openaccess.thecvf.com/content/CVPR2021/papers/Zareian_Open-Vocabulary_CVPR_2021_paper.pdf",
            "cvf:Zareian_Open-Vocabulary_CVPR_2021",
        ),
        (
            "https://papers.nips.cc/paper/2020/hash/5bca8566db79f3788be9efd96c9ed70d-Abstract.html",
            "neurips:2020/5bca8566db79f3788be9efd96c9ed70d",
        ),
    ],
)
def test_a_link_holds_its_identifier_in_canonical_form(url: str, expected: str) -> None:
    assert [str(paper) for paper in ids_in_url(url)] == [expected]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "arxiv.org/abs/2310.03294",  # no scheme: a path within the project
        "https://arxiv.org/abs/2313.03294",  # there is no thirteenth month
        "https://arxiv.org/abs/1234567",
        "https://arxiv.org/list/cs.LG/recent",
        "https://evil.example/?next=https://arxiv.org/abs/2310.03294",
        "https://notarxiv.org/abs/2310.03294",
        "https://doi.org/",
        "https://doi.org/10.1145",
        "https://openreview.net/forum?id=a'b",
        "https://www.usenix.org/conference/osdi22",
        "https://github.com/vllm-project/vllm",
        "https://[::1/abs/2310.03294",
        "javascript:alert('https://arxiv.org/abs/2310.03294')",
        "https://arxiv.org/abs/" + "9" * 5000,
        "https://doi.org/10.1145/" + ")" * 100_000,
    ],
)
def test_other_links_hold_none(url: str) -> None:
    assert ids_in_url(url) == ()


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for url in (text, f"https://{text}", f"https://doi.org/{text}", f"https://arxiv.org/abs/{text}"):
        assert all(paper.value for paper in ids_in_url(url))
    assert parse_id(text) is None or parse_id(text) == parse_id(f" {text} ")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2310.03294v2", "arxiv:2310.03294"),
        ("arXiv: 2310.03294", "arxiv:2310.03294"),
        ("hep-th/9711200", "arxiv:hep-th/9711200"),
        ("doi:10.1145/3600006.3613152", "doi:10.1145/3600006.3613152"),
        ("10.1145/3600006.3613152.", "doi:10.1145/3600006.3613152"),
        ("10.48550/ARXIV.2310.03294", "arxiv:2310.03294"),
        ("CorpusId:251734964", "corpus_id:251734964"),
        (f" {SHA} ", f"semantic_scholar:{SHA}"),
        ("https://arxiv.org/abs/2310.03294", "arxiv:2310.03294"),
    ],
)
def test_what_people_type_is_understood(typed: str, expected: str) -> None:
    assert str(parse_id(typed)) == expected


@pytest.mark.parametrize("typed", ["", "Orca", "12345", "10.1145", "CorpusId:", "https://example.org/", SHA[:39]])
def test_what_is_no_identifier_is_none(typed: str) -> None:
    assert parse_id(typed) is None


def test_canonical_forms_take_only_their_own_kind() -> None:
    assert canonical_arxiv("math.GT/0309136v1") == "math/0309136"
    assert canonical_arxiv("10.48550/arXiv.2310.03294") is None
    assert canonical_doi("https://doi.org/10.1145/ABC(1)") == "10.1145/abc(1)"
    assert canonical_doi("10.1145/abc).") == "10.1145/abc"
    assert canonical_doi("2310.03294") is None
    assert arxiv_of_doi("10.48550/arxiv.2310.03294") == "2310.03294"
    assert arxiv_of_doi("10.1145/3600006.3613152") is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("arxiv", "2310.03294"),
        ("arxiv", "hep-th/9711200"),
        ("doi", "10.1016/s0140-6736(05)67604-0"),
        ("semantic_scholar", SHA),
        ("corpus_id", "251734964"),
        ("acl", "2020.acl-main.1"),
        ("openreview", "Ls_NTjgWXZV"),
        ("usenix", "osdi22/yu"),
        ("pmlr", "v162/rajbhandari22a"),
    ],
)
def test_the_page_of_an_identifier_leads_back_to_it(kind: IdKind, value: str) -> None:
    paper = PaperId(kind, value)
    assert ids_in_url(url_of(paper) or "") == (paper,)


def test_some_identifiers_have_a_page_that_names_none_and_some_have_no_page() -> None:
    assert url_of(PaperId("url", "https://example.org/x")) == "https://example.org/x"
    assert url_of(PaperId("dblp", "conf/osdi/YuJKKC22")) == "https://dblp.org/rec/conf/osdi/YuJKKC22"
    assert url_of(PaperId("openalex", "W3205395194")) == "https://openalex.org/W3205395194"
    assert url_of(PaperId("folded_title", "orca (2022)")) is None
    assert url_of(PaperId("cvf", "Zareian_Open-Vocabulary_CVPR_2021")) is None


KNOWN_SHAPES: dict[str, IdKind] = {"s2": "semantic_scholar"}
URL = re.compile(r"https?://[^\s\"<>|\]]+")


def test_links_of_real_lists_give_the_identifiers_that_stand_in_them() -> None:
    """Labels that are not taken from a link to the paper's own page cannot be found: DOIs that stand bare in a file,
    supplements (`cvf`), and USENIX pre-publication files."""
    pairs, lists = shared("eval/pairs.jsonl"), shared("eval/lists")
    if pairs is None or lists is None:
        return
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    texts = {path.name: path.read_text("utf-8").split("\n") for path in lists.glob("*.md")}
    for row in map(json.loads, pairs.read_text("utf-8").splitlines()):
        line = texts[row["file"]][row["line"] - 1]
        found = {str(paper).lower() for url in URL.findall(line) for paper in ids_in_url(url.partition("](")[0])}
        if not found:
            continue
        asked[row["id_type"]] += 1
        right[row["id_type"]] += (
            f"{KNOWN_SHAPES.get(row['id_type'], row['id_type'])}:{row['identifier']}".lower() in found
        )
    assert sum(asked.values()) > 6000
    for kind, least in {"arxiv": 1.0, "openreview": 1.0, "pmlr": 1.0, "acl": 1.0, "neurips": 1.0, "doi": 0.99}.items():
        assert right[kind] >= least * asked[kind], kind
