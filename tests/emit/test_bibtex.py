"""The BibTeX export, read back by two parsers that are not ours, field by field."""

from __future__ import annotations

import pytest
from pybtex.database import parse_string

from pipeline.emit.bibtex import bibtex_entry, render_bibtex
from pipeline.emit.citation_keys import bibtex_keys
from pipeline.emit.csl import csl_item
from pipeline.models import Version, VersionKind
from tests.emit.bibliography import read_bibtex
from tests.emit.exported import BARE, EXPORTED, HOSTILE, PREPRINT, READ
from tests.emit.samples import LIGHTSEQ, VLLM, catalogue, unsettled

TEX_READ = READ.replace("’", "'")
"""TeX prints the apostrophe of the keyboard as a curly one."""


def test_the_keys_stand_in_the_order_of_the_list_without_what_is_not_settled() -> None:
    assert list(read_bibtex(render_bibtex(EXPORTED))) == [
        "li2023lightseq",
        "kwon2023efficient",
        "altinbuken2023hostile",
        "anonymousslora",
        "chen2023speculative",
    ]


def test_a_paper_of_a_conference_reads_back_whole() -> None:
    read = read_bibtex(render_bibtex(EXPORTED))["kwon2023efficient"]
    assert read.type == "inproceedings"
    assert read.fields == {
        "title": VLLM.title,
        "booktitle": "SOSP",
        "year": "2023",
        "doi": "10.1145/3600006.3613165",
        "eprint": "2309.06180",
        "archiveprefix": "arXiv",
        "url": "https://dl.acm.org/doi/10.1145/3600006.3613165",
    }
    assert [f"{first} {last}" for first, _, last, _ in read.authors] == [author.name for author in VLLM.authors]


def test_a_preprint_is_misc_and_names_its_eprint() -> None:
    read = read_bibtex(render_bibtex(EXPORTED))["chen2023speculative"]
    assert read.type == "misc"
    assert read.fields == {
        "title": PREPRINT.title,
        "year": "2023",
        "eprint": "2302.01318",
        "archiveprefix": "arXiv",
        "url": "https://arxiv.org/abs/2302.01318",
    }


def test_hostile_text_reads_back_as_the_text_it_is() -> None:
    read = read_bibtex(render_bibtex(EXPORTED))["altinbuken2023hostile"]
    assert read.type == "article"
    assert read.fields == {
        "title": TEX_READ,
        "journal": f"Journal of {TEX_READ}",
        "year": "2024",
        "doi": "10.1234/a_b(c)<d>;2-#%%7Be%7D",
        "eprint": "2310.99999",
        "archiveprefix": "arXiv",
        "url": "https://h.example/a%7Bb%7Dc?x=1&y=%20#%C3%A9",
    }
    assert read.authors == [
        ("Déniz", "", "Altınbüken", ""),
        ("Ludwig", "van der", "Åse", ""),
        ("Martin Luther", "", "King", "Jr."),
        ("Ann-Marie", "", "O'Neil", ""),
        ("", "", "Barnes and Noble", ""),
        ("", "", "The ATLAS Collaboration", ""),
        ("", "", "{Robert'); \\DROP} 100%", ""),
        ("", "", "李雷", ""),
        ("", "", "others", ""),
    ]


def test_what_is_not_known_is_left_out() -> None:
    assert bibtex_entry(BARE, "key") == "@misc{key,\n  title = {{S-LoRA}},\n}\n"


def test_titles_keep_their_case() -> None:
    read = parse_string(render_bibtex(EXPORTED), "bibtex")
    assert read.entries["li2023lightseq"].fields["title"] == f"{{{LIGHTSEQ.title}}}"


def test_another_parser_finds_the_same_entries_and_people() -> None:
    read = parse_string(render_bibtex(EXPORTED), "bibtex")
    ours = read_bibtex(render_bibtex(EXPORTED))
    assert list(read.entries) == list(ours)
    for key, entry in read.entries.items():
        assert entry.type == ours[key].type
        assert set(entry.fields) == set(ours[key].fields)
        assert len(entry.persons.get("author", ())) == len(ours[key].authors)
    first = read.entries["altinbuken2023hostile"].persons["author"][0]
    assert ("".join(map(str, first.rich_first_names)), "".join(map(str, first.rich_last_names))) == (
        "Déniz",
        "Altınbüken",
    )


def test_one_entry_alone_is_the_one_of_the_file() -> None:
    assert bibtex_entry(HOSTILE, bibtex_keys(EXPORTED.papers)[HOSTILE.id]) in render_bibtex(EXPORTED)


def test_a_list_without_settled_papers_is_an_empty_file() -> None:
    assert render_bibtex(catalogue(unsettled())) == ""


@pytest.mark.parametrize(
    ("kind", "entry", "venue_field", "item"),
    [
        ("conference", "inproceedings", "booktitle", "paper-conference"),
        ("workshop", "inproceedings", "booktitle", "paper-conference"),
        ("journal", "article", "journal", "article-journal"),
        ("preprint", "misc", None, "article"),
        ("other", "misc", "howpublished", "document"),
    ],
)
def test_the_leading_version_says_what_kind_of_entry_it_is(
    kind: VersionKind, entry: str, venue_field: str | None, item: str
) -> None:
    versions = (Version(kind=kind, venue="Somewhere"), Version(kind="preprint", venue="arXiv", year=2021))
    paper = VLLM.model_copy(update={"venue": "Somewhere", "versions": versions})
    read = read_bibtex(render_bibtex(catalogue(paper)))["kwon2021efficient"]
    assert read.type == entry
    assert {name for name, value in read.fields.items() if value == "Somewhere"} == {venue_field} - {None}
    assert csl_item(paper, "key")["type"] == item
