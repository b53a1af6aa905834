"""The authors of a paper, wherever a line says them, and what is no name."""

from __future__ import annotations

import pytest

from pipeline.read import read
from tests.reading.dialects import ATTENTION_TITLE, PAPER, RESNET_TITLE


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Odell. **{0}** [[pdf]]({1})", "Odell"),
        ("J. Odell: **{0}** [[pdf]]({1})", "J. Odell"),
        ("Jane Odell. [{0}]({1})", "Jane Odell"),
        ("Jane Odell, [{0}]({1})", "Jane Odell"),
        ("[{0}]({1}) by J. Odell", "J. Odell"),
        ("**{0}**, by J. M. Odell [[pdf]]({1})", "J. M. Odell"),
    ],
)
def test_one_author_beside_a_marked_title(line: str, author: str) -> None:
    title = "Growing Caches along the Shore"
    (one,) = read("- " + line.format(title, PAPER)).entries
    assert (one.title, one.authors, one.aliases, one.notes) == (title, (author,), (), ())


@pytest.mark.parametrize(
    "line", ["Kelp [{0}]({1})", "Shore Kelp [{0}]({1})", "KELP. [{0}]({1})", "[{0}]({1}) by Drying Wind"]
)
def test_what_may_be_no_author_beside_a_marked_title_is_none(line: str) -> None:
    (one,) = read("- " + line.format("Growing Caches along the Shore", PAPER)).entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ())


@pytest.mark.parametrize(
    "authors",
    [
        "Ada Odell, Ivo Tarn, UVW",
        "Ada Odell, Ivo Tarn (Shore University)",
        "Ada Odell and Ivo Tarn, Shore University, Google Research",
        "Ada Odell, Ivo Tarn, University of the Shore",
    ],
)
@pytest.mark.parametrize("line", ["[{0}]({1}). {2}. ICML 2020", "{0}. {2}. ICML 2020. [[pdf]]({1})"])
def test_places_of_work_behind_authors_are_no_authors(line: str, authors: str) -> None:
    (one,) = read(f"- {line.format('Growing Caches along the Shore', PAPER, authors)}").entries
    assert (one.title, one.venue, one.year) == ("Growing Caches along the Shore", "ICML", 2020)
    assert (one.authors, one.notes) == (("Ada Odell", "Ivo Tarn"), ())


@pytest.mark.parametrize(
    "title", ["Better Results, Deep Research", "Ada Odell, UVW", "Clear Skies, Warm Seas and Research"]
)
def test_words_before_a_place_of_work_may_be_a_title(title: str) -> None:
    (one,) = read(f"- {title} [[pdf]]({PAPER})").entries
    assert (one.title, one.authors) == (title, ())


@pytest.mark.parametrize(
    "heading", ["Topics", "Categories", "🔧 Frameworks", "Tools & Libraries", "Open-source Datasets"]
)
def test_names_under_topics_and_software_are_no_papers(heading: str) -> None:
    names = "- [Kelp](https://kelp.example)\n- [Kelp Store](https://store.example) - Where kelp is kept.\n"
    paper = f"- [{ATTENTION_TITLE}]({PAPER})\n"
    listed = read(f"## Papers\n\n{paper}\n## {heading}\n\n{names}{paper}- [Kelp](https://arxiv.org/abs/1512.03385)\n")
    assert [(entry.line, entry.title) for entry in listed.entries] == [
        (3, ATTENTION_TITLE),
        (9, ATTENTION_TITLE),
        (10, "Kelp"),
    ]
    assert [left.line for left in listed.left_over] == [7, 8]


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Ada Odell, Ivo (Ike) Tarn, Bo Fen", ("Ada Odell", "Ivo Tarn", "Bo Fen")),
        ("Ada Odell, Ivo(Ike) Tarn, Bo Fen", ("Ada Odell", "Ivo Tarn", "Bo Fen")),
        ("A Odell, I Tarn, B Fen", ("A Odell", "I Tarn", "B Fen")),
        ("IAAQ Al-Odell, NM Tarn, N Fen", ("IAAQ Al-Odell", "NM Tarn", "N Fen")),
    ],
)
def test_authors_may_have_a_nickname_or_initials_without_full_stops(names: str, authors: tuple[str, ...]) -> None:
    (one,) = read(f"1. **{RESNET_TITLE}.** CVPR 2016. [[pdf]]({PAPER})\n\n   *{names}.*").entries
    assert (one.authors, one.notes) == (authors, ())


@pytest.mark.parametrize("said", ["LLM Agents, AI Safety, ML Security", "CNN Encoder, RNN Decoder, BLEU Score"])
def test_acronyms_before_words_are_no_authors_with_initials(said: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}). {said}").entries
    assert (one.authors, one.notes) == ((), (said,))


@pytest.mark.parametrize("others", ["Jean-Pierre Odell et al.", "Ada Odell et. al.", "Ada B. Odell, et al.,"])
def test_an_author_with_others_may_stand_before_a_place_of_work(others: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}). {others} KAIST, Shore University.").entries
    assert (len(one.authors), one.venue, one.notes) == (1, None, ("KAIST, Shore University.",))


@pytest.mark.parametrize(
    "said",
    [
        "Odell et al. Grow more caches.",
        "Ada Odell et al. improve on this with tides.",
        "Cites Odell et al. Grows more.",
    ],
)
def test_what_others_did_with_a_paper_names_no_author(said: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}). {said}").entries
    assert (one.authors, one.notes) == ((), (said,))


@pytest.mark.parametrize("title", ["Growing Caches along the Shore", "Dynamic Distance Oracles"])
@pytest.mark.parametrize(
    "line", ["**{names}** - *{title}* (2005)", "**{names}.** *{title}.* 2005", "**{names}** - [{title}]({url}) (2005)"]
)
@pytest.mark.parametrize("names", ["Ada Odell, Ivo Tarn", "Ada Odell and Ivo Tarn"])
def test_authors_in_bold_may_stand_before_a_title_in_italics_or_a_link(names: str, line: str, title: str) -> None:
    (one,) = read(f"- {line.format(names=names, title=title, url=PAPER)}").entries
    assert (one.title, one.authors, one.year) == (title, ("Ada Odell", "Ivo Tarn"), 2005)


@pytest.mark.parametrize(
    "behind", ["*Ada Odell, Ivo Tarn, Bo Fen*", "*Ada B. Odell*", "*Journal of the Shore*, 2005", "*Best Paper Award*"]
)
def test_a_title_in_bold_that_may_be_names_stays_the_title_before_its_credits(behind: str) -> None:
    (one,) = read(f"- **Firing Clay and Growing Caches** {behind} [[pdf]]({PAPER})").entries
    assert one.title == "Firing Clay and Growing Caches"


def test_a_title_of_two_words_in_bold_may_stand_before_its_authors_alone() -> None:
    (one,) = read(f"**Tidal Caches**. Ada Odell, Ivo Tarn, Bo Fen.\n- [paper]({PAPER})").entries
    assert (one.title, one.authors, one.notes) == ("Tidal Caches", ("Ada Odell", "Ivo Tarn", "Bo Fen"), ())


def test_words_with_capitals_before_more_of_a_title_and_commas_are_no_authors() -> None:
    title = "Clear Skies, Warm Seas, and Other Caches of the Shore"
    (one,) = read(f"- {title}, OSDI, 2019 [[pdf]]({PAPER})").entries
    assert (one.title.startswith(title), one.authors) == (True, ())


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Odell, Ada and Tarn, Ivo R., and Fen, Bo", ("Ada Odell", "Ivo R. Tarn", "Bo Fen")),
        ("Odell, Ada and Van Tarn, Ivo and Fen, Bo.", ("Ada Odell", "Ivo Van Tarn", "Bo Fen")),
    ],
)
def test_surnames_first_may_have_a_particle_or_a_comma_before_and(names: str, authors: tuple[str, ...]) -> None:
    (one,) = read(f"1. **Growing Caches along the Shore.** ICML, 2020. [paper]({PAPER})\n\n    *{names}*\n").entries
    assert (one.title, one.authors, one.venue) == ("Growing Caches along the Shore", authors, "ICML")


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Odell, Ada Jo, Ivo R. Tarn, and Bo Fen", ("Ada Jo Odell", "Ivo R. Tarn", "Bo Fen")),
        ("Odell, Ada Jo, and Bo Fen", ("Ada Jo Odell", "Bo Fen")),
        ("Odell, Ada Jo", ("Ada Jo Odell",)),
    ],
)
def test_the_first_author_before_a_title_in_quotation_marks_may_have_two_names(
    names: str, authors: tuple[str, ...]
) -> None:
    (one,) = read(f'* {names}. "Growing Caches along the Shore." ICML (2016). [[pdf]]({PAPER})').entries
    assert (one.title, one.authors, one.venue) == ("Growing Caches along the Shore", authors, "ICML")
    assert (one.year, one.notes) == (2016, ())


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("Odell, Ada B.", ("Ada B. Odell",)),
        ("Odell, Ada B., and Ivo Tarn.", ("Ada B. Odell", "Ivo Tarn")),
        ("Odell, A. B., I. J. Tarn, and Bo Fen.", ("A. B. Odell", "I. J. Tarn", "Bo Fen")),
        ("Odell A B, Tarn I, Fen B, et al.", ("A. B. Odell", "I. Tarn", "B. Fen")),
        ("Odell A B, Tarn I", ("A. B. Odell", "I. Tarn")),
        ("Odell, Ada", ("Ada Odell",)),
    ],
)
def test_the_first_of_the_names_may_have_its_surname_first(said: str, authors: tuple[str, ...]) -> None:
    others = "\n".join(f"- [{RESNET_TITLE}]({PAPER}) (20{at}) - Fen, Bo, and Ivo Tarn." for at in (10, 11, 12))
    one = read(f"{others}\n- [Growing Caches along the Shore]({PAPER}) (1970) - {said}").entries[-1]
    assert (one.title, one.authors, one.year, one.notes) == ("Growing Caches along the Shore", authors, 1970, ())


@pytest.mark.parametrize("said", ["Odell, Tarn", "Reefport, Tideland"])
def test_two_words_are_no_name_with_its_surname_first_where_no_others_are_so(said: str) -> None:
    others = "\n".join(f"- [{RESNET_TITLE}]({PAPER}) (20{at}) - Bo Fen, Ivo Tarn" for at in (10, 11, 12))
    one = read(f"{others}\n- [Growing Caches along the Shore]({PAPER}) (1970) - {said}").entries[-1]
    assert (one.authors, one.notes) == ((), (said,))


def test_names_below_a_list_that_are_not_indented_enough_are_left_over() -> None:
    listed = read(f"1. [{RESNET_TITLE}]({PAPER})\n\n Ada Odell, Ivo Tarn\n\n2. [{ATTENTION_TITLE}]({PAPER})\n")
    assert [entry.title for entry in listed.entries] == [RESNET_TITLE, ATTENTION_TITLE]
    assert [left.line for left in listed.left_over] == [3]


@pytest.mark.parametrize("name", ["J.-P. Odell", "J.R.R. Tarn"])
def test_initials_may_run_together(name: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}). {name}, Bo Fen. KILN 2019").entries
    assert one.authors == (name, "Bo Fen")


def test_initials_without_end_cost_no_time() -> None:
    assert read("1. " + "K. Odell, " * 20_000 + "Clay 9 (1974) 3")
    assert read("1. " + "A. " * 20_000 + "Clay 9 (1974) 3")


@pytest.mark.parametrize(
    ("said", "authors", "tag"),
    [
        ("`Clay` `KELP` Odell, Ada, et al. ", ("Ada Odell",), None),
        ("`Clay` `KELP` A. Odell, B. Tarn. ", ("A. Odell", "B. Tarn"), None),
        ("SoCC 2016 -- `Clay` `KELP` -- ", (), "SoCC 2016"),
        ("ISCA 2015 -- `Clay` `KELP` -- Odell et al, ", ("Odell",), "ISCA 2015"),
    ],
)
def test_words_in_code_before_authors_or_a_dash_are_a_note(
    said: str, authors: tuple[str, ...], tag: str | None
) -> None:
    (one,) = read(f"- {said}[Growing Caches along the Shore]({PAPER})").entries
    assert (one.title, one.authors, one.tag) == ("Growing Caches along the Shore", authors, tag)
    assert one.notes == ("Clay KELP",)


@pytest.mark.parametrize(
    "listed",
    [
        f"- {{}}\n  - Paper: {PAPER}\n",
        "- **{}**, Ada Odell, Ivo Tarn\n",
        "| Title | Authors |\n| --- | --- |\n| {} | Ada Odell, Ivo Tarn |\n",
    ],
)
def test_a_title_that_begins_like_a_field_has_authors_or_a_link_below(listed: str) -> None:
    (one,) = read(listed.format("Evaluation: A Framework for Growing Caches")).entries
    assert one.title == "Evaluation: A Framework for Growing Caches"


@pytest.mark.parametrize("behind", ["Best Paper Award", "CVPR 2019 Oral", "Nature Machine Intelligence"])
def test_three_words_in_bold_behind_a_title_that_may_be_names_are_no_title(behind: str) -> None:
    (one,) = read(f"- Firing Clay and Growing Caches **{behind}** [pdf]({PAPER})").entries
    assert one.title.startswith("Firing Clay and Growing Caches")
