"""Reading: what each kind of bullet becomes, and that none is lost."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import PapersError
from pipeline.models import Entry, Link, PaperId, ReadingList
from pipeline.read import read
from tests.shared import shared

URL = "https://example.org/alpa.pdf"
ALPA = "Alpa: Automating Parallelism"


def entry(markdown: str) -> Entry:
    """The one entry of a list that has no other line to report."""
    listed = read(markdown)
    assert [each.reason for each in listed.left_over] == []
    assert len(listed.entries) == 1
    return listed.entries[0]


def titles(listed: ReadingList) -> list[str]:
    return [each.title for each in listed.entries]


def reasons(listed: ReadingList) -> list[tuple[int, str]]:
    return [(line.line, line.reason) for line in listed.left_over]


# ---- one bullet ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bullet",
    [
        f"- [OSDI '22] {ALPA} [[link]]({URL})",
        f"* [OSDI '22] {ALPA} [[link]]({URL})",
        f"+ [OSDI '22] {ALPA} [[link]]({URL})",
        f"7. [OSDI '22] {ALPA} [[link]]({URL})",
        f"- [x] [OSDI '22] {ALPA} [link]({URL})",
        f"- [OSDI '22]{ALPA}[[link]]({URL})",
        f"- [OSDI '22] **Alpa**: _Automating_ `Parallelism` ([link]({URL}))",
        f"- **[OSDI '22]** {ALPA}, [[link]({URL})].",
        f"- [OSDI '22] Alpa: Automating\n  Parallelism [[link]]({URL})",
        f"- [OSDI '22] Alpa: Automating\nParallelism [[link]]({URL})",
        f"- {ALPA} [OSDI '22] [[link]]({URL})",
        f"- {ALPA} (OSDI '22) - [[link]]({URL})",
        f"- {ALPA} [[link]]({URL}) [OSDI '22]",
        f"- {ALPA}, OSDI '22. [[link]]({URL})",
        f"- {ALPA} ([OSDI '22]({URL}))".replace("OSDI '22]", "link]").replace(
            "Parallelism (", "Parallelism (OSDI '22) ("
        ),
        f'- [OSDI \'22] "{ALPA}" <a href="{URL}">link</a>',
        f"- [OSDI '22] {ALPA} [[link]][1]\n\n[1]: {URL}",
        f"- [[link]]({URL}) {ALPA} (OSDI '22)",
    ],
)
def test_one_paper_in_many_spellings(bullet: str) -> None:
    found = entry(bullet)
    assert (found.title, found.tag, found.venue, found.year) == (ALPA, "OSDI '22", "OSDI", 2022)
    assert found.links == (Link(label="link", url=URL),)


@pytest.mark.parametrize(
    ("tag", "venue", "year"),
    [
        ("OSDI ‘22", "OSDI", 2022),
        ("OSDI’22", "OSDI", 2022),
        ("OSDI2022", "OSDI", 2022),
        ("OSDI22", "OSDI", 2022),
        ("2022 OSDI", "OSDI", 2022),
        ("bioRxiv scKelp", "bioRxiv", None),
        ("arXiv preprint, Kelp", "arXiv", None),
        ("medRxiv", "medRxiv", None),
        ("Proc. of the 2022 OSDI, pages 4-16", "Proc. of the OSDI", 2022),
        ("Proceedings of 2022 Tides and Shores. ACM, 147–156.", "Proceedings of Tides and Shores", 2022),
        ("SOSP '99", "SOSP", 1999),
        ("OSDI ’22, Best Paper", "OSDI", 2022),
        ("CPAL'24 (PMLR)", "CPAL", 2024),
        ("ES-FoMO @ ICML'24", "ES-FoMO @ ICML", 2024),
        ("Arxiv", "Arxiv", None),
        ("2023-02", None, 2023),
        ("2023", None, 2023),
    ],
)
def test_a_tag_says_venue_and_year(tag: str, venue: str | None, year: int | None) -> None:
    found = entry(f"- [{tag}] {ALPA}")
    assert (found.title, found.tag, found.venue, found.year) == (ALPA, tag, venue, year)


@pytest.mark.parametrize(
    "title",
    [
        "[Re] Reproducing the Results of a Classic",
        "SAM 2: Segment Anything in Images and Videos (v2)",
        "Optimal $a_i b_{j}$ and $\\{x\\}$ bounds for snake_case_names",
        "Prices of $5 and $10: What People Pay",
        '"Why Should I Trust You?": Explaining Any Classifier',
        "C++ Concurrency, R&D, and F# [extended]",
        "深度学习综述",
        "Что такое внимание?",
        "Towards 3D/4D Perception - a survey...",
        "A Survey of Everything (in Six Very Long and Winding Chapters since 1999)",
        "Overview of the ImageNet Challenge 2012",
    ],
)
@pytest.mark.parametrize("around", ["{}", "{} [link]", "[NSDI '24] {} [[pdf]](https://example.org/x)"])
def test_a_title_stays_whole(title: str, around: str) -> None:
    assert entry("- " + around.format(title)).title == title


@pytest.mark.parametrize(
    ("bullet", "title"),
    [
        ("- Costs $5 and *saves* $ten", "Costs $5 and saves $ten"),
        ("- From US$5 to *US$10*", "From US$5 to US$10"),
        ("- On $*$-Algebras and $*$-Rings", "On $*$-Algebras and $*$-Rings"),
    ],
)
def test_a_dollar_sign_is_tex_or_money(bullet: str, title: str) -> None:
    assert entry(bullet).title == title


@pytest.mark.parametrize(
    ("behind", "venue", "year"),
    [
        (", in *Kilns* 2022.", "Kilns", 2022),
        (", in *Annals of Clay and Glass for the Hands* 2021.", "Annals of Clay and Glass for the Hands", 2021),
        (". In *POTS 2019*.", "POTS", 2019),
        (", under review in *ICLR* 2023.", "ICLR", 2023),
        (", in June 2021.", None, 2021),
    ],
)
def test_a_preposition_behind_the_title_tells_an_unknown_venue(behind: str, venue: str | None, year: int) -> None:
    read_of_it = entry(f"* {ALPA}{behind} [[paper]]({URL})")
    assert (read_of_it.title, read_of_it.venue, read_of_it.year) == (ALPA, venue, year)


@pytest.mark.parametrize(
    "title", ["Clay in Kiln 2022", "Clay and Glass, in Kilns", "Clay, in 2020", "Clay, in the Kilns of 2020"]
)
def test_a_preposition_within_a_title_tells_no_venue(title: str) -> None:
    assert entry(f"* How We Burn {title} [[paper]]({URL})").title == f"How We Burn {title}"


def test_a_year_in_brackets_behind_the_title_is_read_before_long_prose() -> None:
    prose = "This paper, and the one that came out ten years before it, tells how pots of all kinds are burnt by hand."
    found = entry(f"* [{ALPA}]({URL}) (1997): {prose}")
    assert (found.title, found.year, found.notes) == (ALPA, 1997, (prose,))


@pytest.mark.parametrize(
    ("behind", "venue", "year"),
    [
        ("POTS, 2022.", "POTS", 2022),
        ("Kiln Conference, 2016.", "Kiln Conference", 2016),
        ("Expert Syst. Appl., 2017.", "Expert Syst. Appl.", 2017),
        ("Annals of Clay and Glass (ACG), 2018.", "Annals of Clay and Glass (ACG)", 2018),
        ("Clay Review E, 2007.", "Clay Review E", 2007),
    ],
)
def test_a_venue_written_out_is_read_where_it_is_all_that_follows(behind: str, venue: str, year: int) -> None:
    found = entry(f"1. **{ALPA}.** {behind} [paper]({URL})")
    assert (found.title, found.venue, found.year, found.authors, found.notes) == (ALPA, venue, year, (), ())


@pytest.mark.parametrize("behind", ["Best Paper, 2019.", "A course (KL6101), 2020.", "Seen in a kiln, 2020."])
def test_other_words_before_a_year_are_no_venue(behind: str) -> None:
    assert entry(f"1. **{ALPA}.** {behind} [paper]({URL})").venue is None


@pytest.mark.parametrize(
    ("behind", "tag", "author"),
    [
        ("arxiv 2020, Potter, Ann Maria, et al.", "arxiv 2020", "Ann Maria Potter"),
        ("PLDI 2020, Kiln, Bob, et al.", "PLDI 2020", "Bob Kiln"),
        ("IEEE POTS, Kiln, Bob, et al.", "IEEE POTS 2020", "Bob Kiln"),
    ],
)
def test_a_venue_behind_its_year_is_the_tag(behind: str, tag: str, author: str) -> None:
    found = entry(f"- **{ALPA}** (2020), {behind} [[pdf]]({URL})")
    assert (found.title, found.tag, found.authors, found.notes) == (ALPA, tag, (author,), ())


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("[Clay Pots] ", ALPA),
        ("[clay pots] ", ALPA),
        ("[Glass] ", f"[Glass] {ALPA}"),
        ("Clay Pots] ", f"Clay Pots] {ALPA}"),
    ],
)
def test_brackets_that_repeat_the_heading_are_no_part_of_the_title(before: str, title: str) -> None:
    assert entry(f"# List\n\n## Clay Pots\n\n- {before}{ALPA} [[pdf]]({URL})\n").title == title


@pytest.mark.parametrize(
    ("behind", "authors"),
    [
        ("Tim Pot, David I.W. Kiln, Alec Clay", ("Tim Pot", "David I.W. Kiln", "Alec Clay")),
        ("Aart J.C. Pot et al.", ("Aart J.C. Pot",)),
        ("Minh Long Do, Bo An", ("Minh Long Do", "Bo An")),
    ],
)
def test_initials_without_blanks_and_short_surnames_are_names(behind: str, authors: tuple[str, ...]) -> None:
    found = entry(f"- **{ALPA}.** *{behind}.* NSDI 2024. [[pdf]]({URL})")
    assert (found.title, found.authors, found.venue) == (ALPA, authors, "NSDI")


def test_a_name_in_brackets_before_a_title_in_quotation_marks_is_an_alias() -> None:
    found = entry(f'* **[Alpa]** "Automating Parallelism", *arXiv, Oct 2023*.\n[[Paper]({URL})]')
    assert (found.title, found.aliases, found.venue) == ("Automating Parallelism", ("Alpa",), "arXiv")


@pytest.mark.parametrize("contents", ["Contents", "Table of Contents", "📑 Table of Contents:"])
def test_a_table_of_contents_is_no_section(contents: str) -> None:
    listed = read(f"# Pots\n\n## {contents}\n\n- [Clay](#clay)\n\n### Clay\n\n- {ALPA} [[pdf]]({URL})\n")
    assert [each.section for each in listed.entries] == [("Clay",)]


def test_sentences_before_the_papers_are_no_titles() -> None:
    prose = "Think of a potter who burns her clay. It seems easy, right? But it is not, for kilns are hot."
    listed = read(
        f"# Pots\n\n- {prose}\n- Deep Pots and the Art of Kilns\n- Farming the clay of your own pots. And how to burn\n"
    )
    assert titles(listed) == ["Deep Pots and the Art of Kilns", "Farming the clay of your own pots. And how to burn"]
    assert reasons(listed) == [(3, "prose of several sentences without a link, no title")]


def test_entities_are_decoded_and_spaces_are_single() -> None:
    assert entry("- Rock &amp; Roll   &lt;3&nbsp;&mdash; Loud").title == "Rock & Roll <3 — Loud"


@pytest.mark.parametrize(
    ("bullet", "labels"),
    [
        ("- Alpa [[pdf]](https://a) [[code]](https://b)", ["pdf", "code"]),
        ("- Alpa ([paper](https://a) | [code](https://b))", ["paper", "code"]),
        ("- Alpa \\[[Paper](https://a)\\] \\[[Personal Notes](b.md)\\]", ["Paper", "Personal Notes"]),
        ("- Alpa ![](https://i) [![stars](https://i)](https://a)", ["stars"]),
        ("- [Alpa](https://a)", ["Alpa"]),
        ("- Alpa. [[pdf]](https://a)", ["pdf"]),
        ("- Paper: [Alpa](https://a)", ["Alpa"]),
        ("- [arXiv:2310.03294] Alpa", ["arXiv:2310.03294"]),
        ("- Alpa https://a.example/x.", ["https://a.example/x"]),
        ("- Alpa [link] [code] (slides)", []),
    ],
)
def test_labels_become_links_and_never_stay_in_the_title(bullet: str, labels: list[str]) -> None:
    found = entry(bullet)
    assert (found.title, [link.label for link in found.links]) == ("Alpa", labels)


def test_identifiers_come_from_links_once_each_in_their_order() -> None:
    found = entry(
        "- [A Title](https://doi.org/10.1145/1.2) arXiv:2310.03294 [[pdf]](https://arxiv.org/pdf/2310.03294v2)"
        " [[site]](https://example.org)"
    )
    assert found.ids == (PaperId("doi", "10.1145/1.2"), PaperId("arxiv", "2310.03294"))


def test_the_target_of_an_html_link_is_decoded() -> None:
    assert entry('- Alpa <a href="https://a.example/?x=1&amp;y=2">pdf</a>').links[0].url == "https://a.example/?x=1&y=2"


def test_a_linked_name_before_a_colon_is_the_beginning_of_the_title() -> None:
    assert entry("- [**Alpa**](https://a): Automating Parallelism").title == ALPA


@pytest.mark.parametrize(
    ("bullet", "aliases"),
    [
        ("- Serving with PagedAttention (**vLLM**) [link]", ("vLLM",)),
        ("- Serving with PagedAttention (vLLM)", ("vLLM",)),
        ("- Serving (**vLLM**) with PagedAttention (`PA-2`)", ("vLLM", "PA-2")),
        ("- Serving (`pa`) with PagedAttention", ("pa",)),
        ("- Serving with **PagedAttention** (extended)", ()),
    ],
)
def test_a_name_in_brackets_is_an_alias_and_stays_in_the_title(bullet: str, aliases: tuple[str, ...]) -> None:
    found = entry(bullet)
    assert found.aliases == aliases
    assert all(f"({alias})" in found.title for alias in aliases)


# ---- notes --------------------------------------------------------------------------------------------------------


def test_what_stands_below_or_behind_an_entry_is_its_note() -> None:
    found = entry(
        "- Alpa [[link]](https://a) extends Megatron.\n"
        "  - Plans _both_ levels, see [the blog](https://b.example/post).\n"
        "    - A note of a note.\n"
        "\n"
        "  A paragraph\n  on two lines.\n"
    )
    assert found.title == "Alpa"
    assert found.notes == (
        "extends Megatron.",
        "A paragraph on two lines.",
        "Plans both levels, see the blog (https://b.example/post).",
        "A note of a note.",
    )


OTHER = "https://arxiv.org/abs/2201.12023"


@pytest.mark.parametrize(
    "below",
    [
        "  - {} Ray (OSDI 2018) {}",
        "  - {} Ray, OSDI 2018, {}",
        "  {} Ray, OSDI 2018, {}",
        "\n  {} Ray, OSDI 2018, {}",
    ],
)
@pytest.mark.parametrize("words", ["Extends", "Builds on", "Based on", "See also", "Baseline:", "Follow-up of", "Like"])
def test_a_line_that_speaks_of_another_paper_is_a_note(words: str, below: str) -> None:
    said = below.format(words, OTHER)
    found = entry(f"- [{ALPA}]({URL})\n{said}\n")
    assert (found.title, found.tag, found.authors, found.ids) == (ALPA, None, (), ())
    assert found.notes == (" ".join(said.removeprefix("\n").removeprefix("  - ").split()),)


@pytest.mark.parametrize(
    ("markdown", "note"),
    [
        (f"- **{ALPA}**, OSDI 2022.\n  Baseline: Ray, OSDI 2018, {OTHER}", f"Baseline: Ray, OSDI 2018, {OTHER}"),
        (f"- {ALPA}, OSDI 2022\n  - Baselines:\n    - {OTHER}", OTHER),
        (f"- {ALPA}, OSDI 2022. Extends Ray (OSDI 2018) {OTHER}", f"Extends Ray (OSDI 2018) {OTHER}"),
        (f"- [{ALPA}]({URL}) [OSDI 2022], extends [Ray]({OTHER}).", f"extends Ray ({OTHER})."),
        (f"- [OSDI 2022] {ALPA} [[code](https://github.com/a/b)], extends [Ray]({OTHER})", f"extends Ray ({OTHER})"),
        (f"- {ALPA} ([OSDI 2022](https://github.com/a/b)), extends [Ray]({OTHER})", f"extends Ray ({OTHER})"),
        (f"**{ALPA}** [OSDI 2022] [[pdf]({URL})] <br>\nExtends Ray, {OTHER}", f"Extends Ray, {OTHER}"),
    ],
)
def test_links_to_another_paper_stay_in_the_note(markdown: str, note: str) -> None:
    found = entry(markdown)
    assert (found.title, found.tag, found.ids, found.notes[-1]) == (ALPA, "OSDI 2022", (), note)


@pytest.mark.parametrize(
    ("markdown", "url"),
    [
        (f"- [{ALPA}](https://github.com/a/b) based on Ray [[pdf]]({OTHER})", OTHER),
        (f"- {ALPA}. Based on Ray. [[pdf]]({OTHER})", OTHER),
    ],
)
def test_a_labelled_link_behind_such_words_is_the_papers_own(markdown: str, url: str) -> None:
    assert url in [link.url for link in entry(markdown).links]


@pytest.mark.parametrize(
    "bullet",
    [
        f"- [Alpa](https://github.com/a/b) - Fast training. See [{ALPA}]({OTHER}).",
        f"- [Alpa](https://github.com/a/b) - Fast training, based on [{ALPA}]({OTHER})",
        f"- [Alpa](https://github.com/a/b) - Fast training. Based on the paper [{ALPA}]({OTHER})",
        f"- [Alpa](https://github.com/a/b) - Fast training (see [Zheng et al. 2022]({OTHER}))",
        f"- [Alpa](https://github.com/a/b), see [{ALPA}]({OTHER})",
        f"- Alpa ([code](https://github.com/a/b)), see {OTHER}",
    ],
)
def test_a_link_to_code_does_not_say_which_paper_a_line_is_of(bullet: str) -> None:
    found = entry(bullet)
    assert (found.title, found.ids) == ("Alpa", (PaperId("arxiv", "2201.12023"),))


@pytest.mark.parametrize(
    "markdown",
    [
        "- {title}<br>See [paper]({paper}) [code]({code})",
        "- {title}  \n  See [paper]({paper}) [code]({code})",
        "- {title}. OSDI 2022.\n  See [paper]({paper}), [code]({code}).",
        "- [{title}]({paper})\n  Uses X to do Y. [code]({code})",
        "- {title}  \n  Based on X. [[paper]({paper})] [[code]({code})]",
        "- {title} [OSDI 2022]\n\n  See [paper]({paper}), [code]({code}).",
    ],
)
def test_labelled_links_on_a_line_of_their_own_are_the_papers(markdown: str) -> None:
    code = "https://github.com/a/b"
    found = entry(markdown.format(title=ALPA, paper=OTHER, code=code))
    assert (found.title, [link.url for link in found.links]) == (ALPA, [OTHER, code])


@pytest.mark.parametrize(
    ("markdown", "note"),
    [
        (f"- [{ALPA}]({URL})<br>Baseline: Ray, OSDI 2018 [pdf]({OTHER})", f"Baseline: Ray, OSDI 2018 pdf ({OTHER})"),
        (f"- {ALPA}<br>Extends [Ray]({OTHER})<br>[pdf]({URL})", f"Extends Ray ({OTHER})"),
    ],
)
def test_labels_behind_a_venue_or_on_a_later_line_do_not_make_another_paper_its_own(markdown: str, note: str) -> None:
    found = entry(markdown)
    assert ([link.url for link in found.links], found.tag, found.notes) == ([URL], None, (note,))


@pytest.mark.parametrize(
    ("markdown", "tag"),
    [
        (f"- [{ALPA}]({OTHER}) - uses X to do Y (OSDI 2022)", "OSDI 2022"),
        (f"- [{ALPA}]({OTHER})\n  Uses X to do Y, OSDI 2022", "OSDI 2022"),
        (f"- [{ALPA}]({OTHER}). Improves the throughput by 2x, OSDI 2022", "OSDI 2022"),
        (f"- [{ALPA}]({OTHER}) – Combines X and Y. [OSDI 2022]", "OSDI 2022"),
        (f"- [{ALPA}]({OTHER}), cited by 300, OSDI 2022", "OSDI 2022"),
        (f"- {ALPA} [pdf]({OTHER}). Improves over the state of the art. NeurIPS 2022", "NeurIPS 2022"),
        (f"- [{ALPA}](https://openreview.net/forum?id=abc). Uses X to do Y. {OTHER}", None),
        (f"- [{ALPA}](https://openreview.net/forum?id=abc). Uses X to do Y. [[2201.12023]({OTHER})]", None),
    ],
)
def test_behind_what_a_paper_does_stand_its_own_venue_and_link(markdown: str, tag: str | None) -> None:
    found = entry(markdown)
    assert (found.title, found.tag, found.ids) == (ALPA, tag, (PaperId("arxiv", "2201.12023"),))


@pytest.mark.parametrize(
    "behind",
    [f"Uses [Ray for Everybody]({OTHER}) to do Y", f"Improves Ray (OSDI 2018) {OTHER}", "Adopts Ray, OSDI 2018"],
)
def test_behind_what_a_paper_does_a_linked_title_or_a_second_venue_is_another_papers(behind: str) -> None:
    found = entry(f"- [{ALPA}]({URL}), SOSP 2023. {behind}")
    assert (found.tag, found.ids, [link.url for link in found.links]) == ("SOSP 2023", (), [URL])


@pytest.mark.parametrize("words", ["See:", "See also", "Related:", "Uses attention"])
def test_bullets_of_labelled_links_under_words_that_name_no_paper_are_the_papers(words: str) -> None:
    found = entry(f"- {ALPA}, OSDI 2022\n  - {words}\n    - [paper]({OTHER})\n    - [code](https://github.com/a/b)\n")
    assert (found.title, [link.label for link in found.links]) == (ALPA, ["paper", "code"])
    assert found.notes == (words,)


def test_a_bullet_that_leads_to_labelled_links_gives_them_to_the_entry() -> None:
    found = entry(f"- {ALPA} for Everybody, OSDI 2022\n  - See [paper]({OTHER}), [code](https://github.com/a/b)\n")
    assert ([link.label for link in found.links], found.notes) == (["paper", "code"], ())


def test_what_stands_under_what_a_paper_does_is_its_own() -> None:
    found = entry(f"- [{ALPA}]({URL})\n  - Uses X to do Y\n    - OSDI 2022\n    - [code](https://github.com/a/b)\n")
    assert (found.tag, [link.label for link in found.links]) == ("OSDI 2022", [ALPA, "code"])


@pytest.mark.parametrize(
    "words", [f"See also [Ray for Everybody]({OTHER})", "Extends Ray, SOSP 2018", "Follow-up:", f"Uses {OTHER}"]
)
def test_what_stands_under_a_line_that_names_another_paper_is_a_note(words: str) -> None:
    found = entry(f"- [{ALPA}]({URL})\n  - {words}\n    - [pdf]({OTHER})\n      - SOSP 2018\n")
    assert (found.tag, [link.label for link in found.links], len(found.notes)) == (None, [ALPA], 3)


@pytest.mark.parametrize("words", ["See also", "Related work:", "Uses", "Improves on:"])
def test_papers_named_under_such_words_are_notes(words: str) -> None:
    found = entry(f"- [{ALPA}]({URL})\n  - {words}\n    - Ray, OSDI 2018, {OTHER}\n    - {OTHER}\n")
    assert (found.tag, found.ids, len(found.notes)) == (None, (), 3)


def test_a_venue_in_prose_behind_a_paper_is_not_its_tag() -> None:
    found = entry(
        "- Alpa [[link]](https://a) was the first of many that went on to plan both levels at once (SOSP '25)"
    )
    assert found.tag is None
    assert found.notes[0].endswith("at once (SOSP '25)")


def test_a_line_broken_on_purpose_ends_the_title() -> None:
    assert entry("- Alpa  \n  plans both levels").notes == ("plans both levels",)


def test_bullets_that_only_link_give_their_links_to_the_entry() -> None:
    found = entry("- Alpa\n  - [[pdf]](https://a) [[code]](https://b)\n  - Code: https://c.example\n")
    assert [(link.label, link.url) for link in found.links] == [
        ("pdf", "https://a"),
        ("code", "https://b"),
        ("Code", "https://c.example"),
    ]
    assert found.notes == ()


# ---- sections -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "title", "sections"),
    [
        ("# [WIP] My list\n## A\n- x\n### B\n- y\n## C\n- z", "My list", [("A",), ("A", "B"), ("C",)]),
        ("My list\n===\nA\n---\n- x", "My list", [("A",)]),
        ("# My list\n- x", "My list", [()]),
        ("# A\n- x\n# B\n- y", None, [("A",), ("B",)]),
        ("# My list\nIntroduction.\n- [A](#a)\n# A\n- x\n# B\n- y", "My list", [("A",), ("B",)]),
        ("## A\n- x\n# B\n- y", None, [("A",), ("B",)]),
        ("- x", None, [()]),
        (
            "## A **bold** [link](https://a)\n#### Deep\n- x\n### Less deep\n- y",
            None,
            [("A bold link", "Deep"), ("A bold link", "Less deep")],
        ),
        ("---\ntitle: Page\nlayout: post\n---\n# My list\n## A\n- x", "My list", [("A",)]),
        ("> # Quoted\n> - x\n\n# My list", "My list", [()]),
    ],
)
def test_headings_are_the_section_path_and_the_first_may_name_the_list(
    markdown: str, title: str | None, sections: list[tuple[str, ...]]
) -> None:
    listed = read(markdown)
    assert listed.title == title
    assert [each.section for each in listed.entries] == sections


def test_a_bullet_over_papers_is_a_topic_and_one_over_remarks_is_a_paper() -> None:
    listed = read(
        "## Systems\n"
        "- Training\n"
        "  - Pipelines:\n"
        "    - [OSDI '22] Alpa\n"
        "      - A note.\n"
        "  - [GPipe](https://arxiv.org/abs/1811.06965)\n"
        "- Orca\n"
        "  - Batches by iteration, like [Clipper](https://arxiv.org/abs/1612.03079).\n"
        "  - The idea was taken up by vLLM.\n"
    )
    assert [(each.title, each.section) for each in listed.entries] == [
        ("Alpa", ("Systems", "Training", "Pipelines")),
        ("GPipe", ("Systems", "Training")),
        ("Orca", ("Systems",)),
    ]
    assert listed.entries[0].notes == ("A note.",)
    assert [line for line, reason in reasons(listed) if "topic" in reason] == [2, 3]


ORCA, VLLM = "Orca: A Distributed Serving System", "Efficient Memory Management with PagedAttention"


@pytest.mark.parametrize(
    ("markdown", "sections"),
    [
        (f"- Serving\n  - {ORCA}\n  - {VLLM}\n", [("Serving",), ("Serving",)]),
        (f"- 2022\n  - {ORCA}\n- 2023\n  - {VLLM}\n", [("2022",), ("2023",)]),
        (f"- OSDI 2022\n  - {ORCA}\n- SOSP 2023\n  - {VLLM}\n", [("OSDI 2022",), ("SOSP 2023",)]),
        (f"- 2022\n  - OSDI\n    - {ORCA}\n- 2023\n  - SOSP\n    - {VLLM}\n", [("2022", "OSDI"), ("2023", "SOSP")]),
        (f"- Serving\n  - [{ORCA}]({OTHER})\n  - {VLLM}\n", [("Serving",), ("Serving",)]),
    ],
)
def test_words_a_year_or_a_venue_over_bare_titles_are_topics(markdown: str, sections: list[tuple[str, ...]]) -> None:
    listed = read(markdown)
    assert titles(listed) == [ORCA, VLLM]
    assert [each.section for each in listed.entries] == sections


@pytest.mark.parametrize(
    "below",
    [
        "Uses paged attention to reduce memory fragmentation",
        "Woosuk Kwon, Zhuohan Li, Siyuan Zhuang, Ying Sheng",
        "Key idea: Virtual Memory for the Key-Value Cache",
        "University of California, Berkeley and Stanford University",
        "Paging Works for Attention.",
    ],
)
def test_a_name_over_what_is_no_title_is_a_paper(below: str) -> None:
    assert titles(read(f"- vLLM\n  - {below}\n")) == ["vLLM"]


def test_topics_within_topics_cost_no_time() -> None:
    deep = "\n".join("  " * level + "- Serving Systems" for level in range(40))
    assert len(read(f"{deep}\n{'  ' * 40}- {ORCA}\n").entries) == 1


def test_a_title_with_its_venue_over_a_line_that_mentions_another_paper_is_a_paper() -> None:
    listed = read(
        "- Deja Vu: Contextual Sparsity for Efficient LLMs, ICML 2023\n"
        f"  - See [PowerInfer: Fast Large Language Model Serving]({OTHER}) for more.\n"
        "- GPTQ: Accurate Post-Training Quantization, ICLR 2023\n"
        f"  - Builds on [OBQ]({OTHER}), see also what came later\n"
        "- Compressive Transformers for Long-Range Sequence Modelling\n"
        f"  - The idea of [Transformer-XL]({OTHER}) taken further\n"
    )
    assert [(each.title, each.tag, each.ids, len(each.notes)) for each in listed.entries] == [
        ("Deja Vu: Contextual Sparsity for Efficient LLMs", "ICML 2023", (), 1),
        ("GPTQ: Accurate Post-Training Quantization", "ICLR 2023", (), 1),
        ("Compressive Transformers for Long-Range Sequence Modelling", None, (), 1),
    ]
    assert listed.left_over == ()


def test_a_line_that_mentions_another_paper_keeps_no_topic_from_being_one() -> None:
    listed = read(f"- Systems\n  - See also [Ray]({OTHER}) for more.\n  - [Alpa](https://arxiv.org/abs/1811.06965)\n")
    assert [(each.title, each.section) for each in listed.entries][-1] == ("Alpa", ("Systems",))


def test_nothing_under_a_reported_bullet_is_lost() -> None:
    listed = read(
        "- [Serving](#serving)\n\n  All about serving.\n\n  - [Kernels](#kernels)\n  - Remarks\n  - [OSDI '22] Orca\n"
    )
    assert titles(listed) == ["Orca"]
    assert [(line.line, line.text) for line in listed.left_over] == [
        (1, "Serving"),
        (1, "All about serving."),
        (5, "Kernels"),
        (6, "Remarks"),
    ]


# ---- what is left over --------------------------------------------------------------------------------------------


_NO_YAML = "front matter that cannot be read as YAML"


@pytest.mark.parametrize(
    ("markdown", "line", "reason"),
    [
        ("- ", 1, "an empty bullet"),
        ("- [[link]](https://a)", 1, "no title, only links"),
        ("- ![](https://a)", 1, "no title"),
        ("- <br><br>", 1, "no title"),
        ("- [Serving](#serving)", 1, "links only to other places of the list"),
        ("- [Serving](serving.md)", 1, "links only to other places of the list"),
        (f"- {'word ' * 80}", 1, "too long for a title (399 characters)"),
        ("- a " + "(code) " * 30_000, 1, "too long for a title (210001 characters)"),
        (
            "## 📚 Other Lists\n\n- [A list](https://a)",
            3,
            "stands under “📚 Other Lists” and links to no paper",
        ),
        ("Read\n[this](https://arxiv.org/abs/2310.03294).", 1, "prose that links to a paper"),
        (
            'J. Odell, A. Fen, "Growing Pots along the Shore", OSDI 2020',
            1,
            "a paragraph with authors or a venue, and no link to a paper",
        ),
        (
            "# Pots\n\n[Growing Pots along the Shore](https://a.example) (OSDI 2020)",
            3,
            "a paragraph with authors or a venue, and no link to a paper",
        ),
        (
            "Pots:\nGrowing Pots along the Shore (OSDI 2020) [pots.pptx](https://a.example/1)",
            2,
            "a paragraph with authors or a venue, and no link to a paper",
        ),
        ("| Venue | 2024 |\n| --- | --- |\n| OSDI | 26 |", 1, "a table without a column of titles"),
        ("Text.\n\n    - Alpa", 3, "a code block: what it lists is not read"),
        ("```\n- Alpa\n```", 1, "a code block: what it lists is not read"),
        ("---\nmenu:\n" + "  - page: Alpa\n" * 20 + "---\n", 1, "front matter without a list of papers"),
        (
            "---\npapers:\n  - title: Alpa\n  - title: Ring Attention: with Blockwise\n---\n",
            4,
            f"{_NO_YAML} (mapping values are not allowed in this context): none of its papers is",
        ),
        (
            "---\npapers:\n" + "- " * 14 + "title: Alpa\n---\n",
            2,
            f"{_NO_YAML} (too long or too deep for a list of papers): none of its papers is",
        ),
        (
            "Text.\n\n<!-- to do\n\n- Alpa [[link]](https://arxiv.org/abs/2201.12023)",
            3,
            "a comment that nothing closes: what stands below it is neither shown nor read",
        ),
        (
            "```bibtex\n@inproceedings{alpa, title={Alpa}}\n\n@misc{orca,\n  title={Orca}}\n```",
            1,
            "a code block: the papers that its BibTeX cites are not read",
        ),
        ("- ```\n  - Alpa\n  ```", 1, "a bullet that begins with a code block"),
    ],
)
def test_what_could_be_a_paper_and_is_not_read_is_reported(markdown: str, line: int, reason: str) -> None:
    listed = read(markdown)
    assert listed.entries == ()
    assert reasons(listed) == [(line, reason)]
    assert listed.left_over[0].text or reason == "no title"


def test_prose_pictures_and_commands_are_not_reported() -> None:
    listed = read(
        "# My list\n\n<p align=center><img src=a.png></p>\n\nAbout [us](https://us.example).\n\n"
        "Pots and kilns, as they were read for the meetings of 2024. Contributed by Ada Fen and John Marsh.\n\n"
        "```bash\nmake enrich\n```\n\n```bibtex\n@misc{us,\n  title={My list}}\n```\n\n"
        "<!-- a comment -->\n\n---\n\n<!--\nanother\n-->\n\n[1]: https://arxiv.org/abs/2310.03294\n"
    )
    assert (listed.title, listed.entries, listed.left_over) == ("My list", (), ())


def test_a_page_whose_name_is_no_yaml_is_not_reported() -> None:
    listed = read("---\ntitle: Papers: a list\n---\n\n- Alpa [[link]](https://arxiv.org/abs/2201.12023)\n")
    assert ([entry.title for entry in listed.entries], listed.left_over) == (["Alpa"], ())


def test_lists_nested_beyond_measure_are_reported_and_not_lost() -> None:
    deep = "\n".join("  " * level + f"- level {level}" for level in range(80))
    assert "nested deeper than 50 levels" in [reason for _, reason in reasons(read(deep))]


SHAPES = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(
            [
                "{}",
                "[OSDI '22] {} [link]",
                "[{}](https://a.example/{})",
                "**{}**: more",
                "[[pdf]](https://a.example/{})",
                "[{}](#there)",
            ]
        ),
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None)
@given(SHAPES)
def test_no_bullet_is_dropped_in_silence(shapes: list[tuple[int, str]]) -> None:
    depth, lines = 0, list[str]()
    for number, (wanted, shape) in enumerate(shapes):
        depth = min(wanted, depth + 1) if lines else 0
        lines.append("  " * depth + "- " + shape.replace("{}", f"word{number}"))
    listed = read("\n".join(lines))
    everything = [each.model_dump_json() for each in (*listed.entries, *listed.left_over)]
    for number in range(len(shapes)):
        words = (f"word{number}", f'"line":{number + 1},')
        assert any(word in said for said in everything for word in words), lines[number]


_PIECES = st.sampled_from(
    [
        *(
            ", ",
            ". ",
            "; ",
            ": ",
            " - ",
            " | ",
            " and ",
            " in ",
            "[",
            "](https://a.example)",
            "**",
            "*",
            "_",
            '"',
            "“",
            "”",
        ),
        *(
            "<br>",
            "<li>",
            "<td>",
            "</a>",
            "- ",
            "# ",
            "1. ",
            "`",
            "![x](y)",
            "$",
            "\\",
            "(2020)",
            " et al. ",
            "Odell, A., ",
        ),
        *("NeurIPS 2020", "arXiv:2001.00001", "，", "。", "🔥", "Growing Pots", "\n", "\n\n", "  "),
    ]
)


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=12).map("".join), st.sampled_from([1, 2, 40]))
def test_whatever_a_list_holds_it_is_read(line: str, times: int) -> None:
    listed = read(f"# Pots\n\n- {line * times}\n- {ORCA}\n")
    assert all(entry.title.strip() for entry in listed.entries)


@pytest.mark.parametrize(
    "bullet", ["- {}.", "| {} | OSDI | 2021 | [[pdf]](https://arxiv.org/abs/2310.03294) |", "### {}"]
)
@pytest.mark.parametrize("piece", [", ", " , ", ' “Odell, A., "', " and Odell, A., "])
def test_a_thousand_commas_take_no_time(bullet: str, piece: str) -> None:
    listed = read(bullet.format(f"Growing Pots{piece * 1000}along the Shore") + f"\n\n- {ORCA}\n")
    assert any("Orca" in title for title in titles(listed))


@pytest.mark.parametrize(
    "reference",
    [
        "- {names}. Growing Pots along the Shore. OSDI 2020.",
        '- {names}, "Growing Pots along the Shore", OSDI, 2020.',
        "- [Growing Pots along the Shore](https://arxiv.org/abs/2310.03294). {names}. OSDI 2020.",
    ],
)
def test_a_paper_may_have_a_hundred_authors(reference: str) -> None:
    names = [f"{first} {last}" for first in "Ada Ivo Bo Emil Fay Gus Hal Ida Joe Kit".split() for last in _SURNAMES]
    (one,) = read(reference.format(names=", ".join(names))).entries
    assert (one.title, one.authors) == ("Growing Pots along the Shore", tuple(names))
    assert (one.venue, one.year) == ("OSDI", 2020)


_SURNAMES = "Odell Tarn Fen Marsh Kell Brune Stolz Varga Wick Yost".split()


# ---- what the pipeline wrote itself -------------------------------------------------------------------------------


def test_the_generated_part_is_never_read_and_line_numbers_stay() -> None:
    listed = read("- Alpa\n\n<!-- catalogue:start -->\n\n- Alpa, generated\n\n<!-- catalogue:end -->\n\n- Orca\n")
    assert [(each.title, each.line) for each in listed.entries] == [("Alpa", 1), ("Orca", 9)]


def test_a_generated_part_without_its_end_is_an_error_that_names_the_list() -> None:
    with pytest.raises(PapersError, match=r"^my\.md: .*catalogue:start.* in line 3"):
        read("- Alpa\n\n<!-- catalogue:start -->\n\n- Alpa, generated\n", "my.md")


# ---- ids ----------------------------------------------------------------------------------------------------------

BULLETS = [
    "- Alpa: Automating Parallelism",
    "- [OSDI '22] Orca",
    "- [SOSP '23] Orca",
    "- Schrödinger's $β$-VAE: 100 % *faster*",
    "- 深度学习综述",
    "- Twice",
    "- Twice",
    "- " + "A Very Long Title " * 8,
    "- !? ![](https://a) C++",
]


@settings(deadline=None)  # the time that one example takes says more of a busy machine than of the code
@given(st.permutations(BULLETS))
def test_ids_are_unique_and_do_not_depend_on_the_order(bullets: list[str]) -> None:
    def ids(lines: list[str]) -> dict[tuple[str, str | None], set[str]]:
        found = defaultdict(set)
        for each in read("\n".join(lines)).entries:
            found[each.title, each.tag].add(each.id)
        return dict(found)

    assert ids(bullets) == ids(BULLETS)
    assert sum(map(len, ids(bullets).values())) == len(BULLETS)


def test_ids_are_readable() -> None:
    ids = {each.title: each.id for each in read("\n".join(BULLETS)).entries}
    assert ids["Alpa: Automating Parallelism"] == "alpa-automating-parallelism"
    assert ids["深度学习综述"] == "深度学习综述"
    assert all(len(each) <= 80 and not each.endswith("-") for each in ids.values())


def test_entries_of_one_title_are_told_apart_by_what_they_say_and_then_by_section() -> None:
    listed = read("## A\n- Twice\n- [OSDI '22] Twice\n## B\n- Twice\n- Twice\n")
    ids = [each.id for each in listed.entries]
    assert len(set(ids)) == 4
    assert ids[3] == f"{ids[2]}-2"
    assert all(each.startswith("twice-") for each in ids)


# ---- real lists ---------------------------------------------------------------------------------------------------

DIALECT = {
    "Nyovelt__mlsys_papers.md": 1.0,
    "byungsoo-oh__ml-systems-papers.md": 0.99,
    "AmadeusChan__Awesome-LLM-System-Papers.md": 0.99,
    "merrymercy__awesome-tensor-compilers.md": 1.0,
    "mental2008__awesome-papers.md": 1.0,
    "eugeneyan__applied-ml.md": 0.99,
}
"""Lists in this dialect and its close kin, and the share of their labelled bullets that must read letter by letter."""


@pytest.mark.parametrize("name", DIALECT)
def test_real_lists_read_as_their_maintainers_meant_them(name: str) -> None:
    pairs, lists = shared("eval/pairs.jsonl"), shared("eval/lists")
    if pairs is None or lists is None:
        return
    rows = [row for row in map(json.loads, pairs.read_text("utf-8").splitlines()) if row["file"] == name]
    listed = {(each.line, each.title) for each in read((lists / name).read_text("utf-8")).entries}
    right = sum((row["line"], row["title"]) in listed for row in rows)
    assert right >= DIALECT[name] * len(rows)


def test_addresses_behind_a_paper_s_own_list_of_links_are_not_its() -> None:
    listed = read(
        "**Growing Caches along the Shore**\n\n- Paper: https://arxiv.org/abs/2301.00001\n\n"
        "https://github.com/a/other\n\nhttps://github.com/a/another\n"
    )
    assert [link.url for each in listed.entries for link in each.links] == ["https://arxiv.org/abs/2301.00001"]
