"""Dialects: each shape of list is read for what it says, and what is no paper is left over with its reason."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.models import Entry, Period
from pipeline.read import read
from tests.reading.dialects import ATTENTION_TITLE, BLOCKS, ONE_LINE, RESNET_TITLE, Paper

SEPTEMBER_5 = date(2024, 9, 5)
PAPER = "https://arxiv.org/abs/1706.03762"


def seen(entry: Entry, wanted: Paper) -> Paper:
    """What was read, in the fields that matter here."""
    whole = Paper(
        entry.line,
        entry.title,
        entry.tag,
        tuple(map(str, entry.ids)),
        entry.authors,
        entry.aliases,
        entry.notes,
        entry.section,
    )
    kept = (value if number < 3 or wanted[number] is not None else None for number, value in enumerate(whole))
    return Paper._make(kept)


def test_there_are_dialects_enough() -> None:
    assert len(ONE_LINE) + len(BLOCKS) >= 60


@pytest.mark.parametrize("shape", ONE_LINE)
def test_a_line_is_read_for_what_it_says(shape: str) -> None:
    markdown, wanted = ONE_LINE[shape]
    listed = read(markdown)
    assert [seen(entry, wanted) for entry in listed.entries] == [wanted]
    assert listed.left_over == ()


@pytest.mark.parametrize("between", ["). ", ".", " – ", " | ", "] ", ", "])
def test_a_venue_behind_its_year_begins_with_a_word(between: str) -> None:
    (one,) = read(f"- Attention Is All You Need for Trees. Vaswani, A., Shazeer, N. (2017{between}NeurIPS.").entries
    assert (one.venue, one.year) == ("NeurIPS", 2017)


@pytest.mark.parametrize("journal", ["Reef Letters", "Annals of Reefs and Letters", "Nature"])
@pytest.mark.parametrize("title", ["Reefs That Schedule Tides", "**Reefs That Schedule Tides**"])
def test_a_link_behind_strokes_and_authors_is_the_venue(title: str, journal: str) -> None:
    line = f"- 2021-03-02 | {title} | Ada Odell, Ivo Tarn | [{journal}](https://doi.org/10.1000/x13)"
    (one,) = read(line).entries
    assert (one.title, one.authors) == ("Reefs That Schedule Tides", ("Ada Odell", "Ivo Tarn"))
    assert (one.venue, one.year, one.notes) == (journal, 2021, ())
    assert one.period is not None
    assert (one.period.first.isoformat(), one.period.last.isoformat()) == ("2021-03-02", "2021-03-02")


@pytest.mark.parametrize("link", [f"[paper]({PAPER})", "[KelpLab](https://kelp.example)"])
def test_a_label_or_a_page_behind_strokes_and_authors_is_no_venue(link: str) -> None:
    (one,) = read(f"- 2021-03 | Reefs That Schedule Tides | Ada Odell, Ivo Tarn | {link}").entries
    assert (one.title, one.venue, one.year) == ("Reefs That Schedule Tides", None, 2021)


@pytest.mark.parametrize(
    ("line", "venue", "year"),
    [
        ("20-OSDI-Reefs That Schedule Tides", "OSDI", 2020),
        (f"[99-EuroSys-Reefs That Schedule Tides]({PAPER})", "EuroSys", 1999),
        (f"Reefs That Schedule Tides,2021.[paper]({PAPER})", None, 2021),
        (f"Reefs That Schedule Tides, 2021. [[paper]]({PAPER})", None, 2021),
        (f"Reefs That Schedule Tides,NSDI 2021.[paper]({PAPER})", "NSDI", 2021),
        (f"Reefs That Schedule Tides,NSDI.[paper]({PAPER})", "NSDI", None),
    ],
)
def test_venue_and_year_may_stand_without_blanks(line: str, venue: str | None, year: int | None) -> None:
    (one,) = read(f"- {line}").entries
    assert (one.title, one.venue, one.year) == ("Reefs That Schedule Tides", venue, year)


@pytest.mark.parametrize(
    "title", ["20-Kelp-Farms That Schedule Tides", "Tides of the Shore, 2021", "A Count to 10,2021 and Beyond"]
)
def test_numbers_of_a_title_are_no_year(title: str) -> None:
    (one,) = read(f"- [{title}]({PAPER})").entries
    assert (one.title, one.year) == (title, None)


@pytest.mark.parametrize(
    ("line", "venue", "notes"),
    [
        ("[[papers/tides|Reefs That Schedule Tides]]", None, ()),
        ("[[Reefs That Schedule Tides]] #tides #shore/high", None, ("#tides #shore/high",)),
        ("[x] [[tides|Reefs That Schedule Tides]], Ada Odell, Ivo Tarn, OSDI 2020 #tides", "OSDI", ("#tides",)),
        ("⭐ [[Reefs That Schedule Tides.md]] (OSDI 2020)", "OSDI", ()),
        (f"[Reefs That Schedule Tides]({PAPER}), OSDI 2020 #tides", "OSDI", ("#tides",)),
    ],
)
def test_links_to_notes_in_double_brackets_are_titles(line: str, venue: str | None, notes: tuple[str, ...]) -> None:
    (one,) = read(f"- {line}").entries
    assert (one.title, one.venue, one.notes) == ("Reefs That Schedule Tides", venue, notes)


def test_a_hashtag_within_a_title_is_a_word_of_it() -> None:
    titles = ["Learning from #MeToo", "What C #Sharp Programs Do"]
    assert [entry.title for entry in read("".join(f"- {title}\n" for title in titles)).entries] == titles


@pytest.mark.parametrize("tag", ["OSDI 23'", "OSDI23’", "OSDI' 23", "OSDI '23"])
def test_the_apostrophe_of_a_year_stands_before_it_or_behind(tag: str) -> None:
    (one,) = read(f"| Cite | Paper |\n|--|--|\n| {tag} | [Growing Caches along the Shore]({PAPER}) |\n").entries
    assert (one.venue, one.year) == ("OSDI", 2023)


@pytest.mark.parametrize("day", ["5 Sep 2024", "Sep 5, 2024", "5 September, 2024", "Sept. 5th, 2024"])
@pytest.mark.parametrize("shape", ["{title} [arXiv, {day}]({url})", "[arXiv, {day}]({url}) {title}"])
def test_a_day_beside_the_venue_in_a_link_is_the_paper_s_and_not_the_venue_s(day: str, shape: str) -> None:
    title = "Growing Caches along the Shore"
    (one,) = read(f"- {shape.format(title=title, day=day, url='https://arxiv.org/abs/2409.00001')}\n").entries
    assert (one.title, one.venue, one.year, one.period) == (title, "arXiv", 2024, Period(SEPTEMBER_5, SEPTEMBER_5))


@pytest.mark.parametrize(
    ("tag", "number", "year"),
    [
        ("arXiv 2002", "2002.00001", 2020),
        ("arXiv-2002", "2002.00001", 2020),
        ("arXiv 2311", "2311.00001", 2023),
        ("arXiv 2002", "cs/0205001", 2002),
        ("arXiv 2012", "2005.00001", 2012),
    ],
)
def test_a_month_of_arxiv_is_no_year_where_the_paper_is_of_that_month(tag: str, number: str, year: int) -> None:
    url = f"https://arxiv.org/abs/{number}"
    for line in (
        f"- [{tag}] Growing Caches along the Shore [[pdf]]({url})",
        f"- Drying Logs by Wind ({tag})\n  - {url}",
    ):
        (one,) = read(line).entries
        assert (one.tag, one.venue, one.year) == (tag, "arXiv", year)


@pytest.mark.parametrize(
    ("behind", "venue", "year"),
    [
        ("KILNS 22", "KILNS", 2022),
        ("IEEE Transactions on Pots and Pans", "IEEE Transactions on Pots and Pans", None),
        ("IEEE/ACM Pottery Letters", "IEEE/ACM Pottery Letters", None),
        ("Journal of Clay", "Journal of Clay", None),
    ],
)
@pytest.mark.parametrize("shape", ["[{}]({})", "{} [[pdf]]({})"])
def test_a_venue_that_nobody_knows_in_brackets_behind_a_title_is_told_by_its_form(
    shape: str, behind: str, venue: str, year: int | None
) -> None:
    (one,) = read("- " + shape.format(f"Growing Caches along the Shore ({behind})", PAPER)).entries
    assert (one.title, one.venue, one.year) == ("Growing Caches along the Shore", venue, year)


@pytest.mark.parametrize(
    "behind", ["Part 22", "arXiv explained", "KILNS 64", "KLN-22", "IEEE 802", "Transactions", "Annals of a potter"]
)
def test_what_is_no_venue_by_its_form_stays_in_the_title(behind: str) -> None:
    title = f"Growing Caches along the Shore ({behind})"
    assert [(one.title, one.tag) for one in read(f"- [{title}]({PAPER})").entries] == [(title, None)]


@pytest.mark.parametrize(
    "badge",
    ["DAC-2025-blue", "DAC_2025-blue", "DAC-2025-blue.svg", "DAC%202025-4b44ce?style=flat", "Venue-DAC_2025-blue"],
)
@pytest.mark.parametrize(
    "line",
    ["[{0}]({1}) ![]({2})", "![DAC]({2}) [{0}]({1})", "{0} [![]({2})]({1})", "**{0}** ![]({2}) [[pdf]]({1})"],
)
def test_a_badge_may_be_all_that_tells_the_venue(line: str, badge: str) -> None:
    title, address = "Growing Caches along the Shore", f"https://img.shields.io/badge/{badge}"
    (one,) = read("- " + line.format(title, PAPER, address)).entries
    assert (one.title, one.venue, one.year, one.notes) == (title, "DAC", 2025, ())


@pytest.mark.parametrize(
    "line",
    [
        '- {title} <img alt="" src="{tag}"> <a href="{paper}"><img src="{other}"></a>',
        '- <a href="{paper}"><img src="{other}"></a> <a href="https://us.example"><img src="{tag}"></a> {title}',
        "- [![]({other})]({paper}) [![]({tag})]() {title}",
        "- [{title} ![Stars]({other})]({paper}) ![]({tag})",
        '- <a href="{paper}">{title} <img src="{other}" alt="Stars"></a> <img src=\'{tag}\'/>',
        "| Title | Venue | Links |\n|--|--|--|\n| {title} | ![]({tag}) | [![]({other})]({paper}) |",
        "| Title | Links |\n|--|--|\n| [![]({other})]({paper}) [![]({tag})]()<br>**{title}** | [pdf]({paper}) |",
        '<ul><li><a href="{paper}">{title} <img src="{other}" alt="x"></a> <img src="{tag}"></li></ul>',
        '<table><tr><td><a href="{paper}">{title} <img src="{other}"/></a> <img src="{tag}"></td></tr></table>',
    ],
)
def test_badges_are_no_part_of_a_title_in_markdown_or_html(line: str) -> None:
    title, badges = "Growing Caches along the Shore", "https://img.shields.io/badge"
    (one,) = read(
        line.format(title=title, paper=PAPER, tag=f"{badges}/DAC-2025-blue", other=f"{badges}/arXiv-1706.03762-red")
    ).entries
    assert (one.title, one.tag, one.notes, one.aliases) == (title, "DAC 2025", (), ())
    assert PAPER in [link.url for link in one.links]


@pytest.mark.parametrize("badge", ["Stars-2025-blue", "arXiv-2301.00001-b31b1b", "DAC-blue", "updated-June%202025-red"])
def test_another_badge_says_nothing_of_the_paper(badge: str) -> None:
    (one,) = read(f"- [{RESNET_TITLE}]({PAPER}) ![](https://img.shields.io/badge/{badge})").entries
    assert (one.title, one.tag, one.notes) == (RESNET_TITLE, None, ())


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
    ("address", "read_as"),
    [
        ("arxiv.org/pdf/2301.00001", "https://arxiv.org/pdf/2301.00001"),
        ("doi.org/10.1000/x1", "https://doi.org/10.1000/x1"),
        ("www.shore.example/x.html", "https://www.shore.example/x.html"),
        ("www.usenix.org/conference/osdi20/presentation/odell", None),
        ("//dl.acm.org/doi/10.1145/1.2", None),
    ],
)
def test_an_address_without_https_is_one(address: str, read_as: str | None) -> None:
    lines = [f"- [Growing Caches along the Shore]({address})\n", f'- <a href="{address}">Drying Logs by Wind</a>\n']
    lines += [] if address.startswith("/") else [f"- Kilns for Pots and Pans {address}\n"]
    listed = read("".join(lines))
    wanted = read_as or f"https://{address.removeprefix('//')}"
    assert [entry.links[0].url for entry in listed.entries] == [wanted] * len(lines)
    assert listed.left_over == ()


@pytest.mark.parametrize(
    "place", ["papers/arxiv.org/x.md", "./notes/caches.md", "caches.md/", "www.md", "2301.00001/x"]
)
def test_a_file_of_the_list_is_no_address(place: str) -> None:
    listed = read(f"- [Growing Caches along the Shore]({place})\n- [Drying Logs by Wind]({PAPER})\n")
    assert [(left.line, left.reason) for left in listed.left_over] == [(1, "links only to other places of the list")]


@pytest.mark.parametrize(
    ("behind", "venue", "authors"),
    [
        ("Odell et al., SHORE 2022", "SHORE", ("Odell",)),
        ("Odell et al. Workshop on Shores 2022", "Workshop on Shores", ("Odell",)),
        ("Odell et al., 2022", None, ("Odell",)),
        ("Odell, SHORE 2022", "SHORE", ()),
        ("Findings, EMNLP 2022", "Findings, EMNLP", ()),
    ],
)
def test_a_name_before_a_venue_in_brackets_is_no_part_of_it(
    behind: str, venue: str | None, authors: tuple[str, ...]
) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) ({behind})").entries
    assert (one.venue, one.year, one.authors) == (venue, 2022, authors)


@pytest.mark.parametrize("shape", BLOCKS)
def test_blocks_are_read_for_what_they_say(shape: str) -> None:
    markdown, wanted = BLOCKS[shape]
    if any(paper.tag is None for paper in wanted):
        wanted = tuple(paper._replace(tag=None) for paper in wanted)
    found = read(markdown).entries
    assert [entry.title for entry in found] == [paper.title for paper in wanted]
    for entry, paper in zip(found, wanted, strict=True):
        read_of_it = seen(entry, paper)
        assert (read_of_it if paper.tag else read_of_it._replace(tag=None)) == paper


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("- [vLLM](https://github.com/vllm-project/vllm) - fast serving", "links only to code, data or a model"),
        ("- [Llama 2 7B](https://huggingface.co/meta-llama/Llama-2-7b)", "links only to code, data or a model"),
        ("- [Traces of jobs](https://doi.org/10.5281/zenodo.6604161)", "links only to code, data or a model"),
        ("- [How we serve](https://eng.example.com/posts/serving)", "links only to a blog, a video or the like"),
        ("- [Serving at scale](https://www.youtube.com/watch?v=abc)", "links only to a blog, a video or the like"),
        ("- [Attention explained (2018)](https://jalammar.github.io/blog/x) `2018`", "links only to a blog"),
        ("- [Serving (OSDI 2022)](#serving-osdi-2022)", "links only to other places of the list"),
        ("- [Back to top](#top)", "links only to other places of the list"),
        ("- Code: None", "a field without a link, no title"),
        ("- Star history: ![x](https://api.star-history.com/svg?repos=a/b)", "tells of the list itself, no title"),
        ("- License: MIT", "tells of the list itself, no title"),
        ("- Contributed by **[Ada Odell](https://ada.example.org)**", "tells of the list itself, no title"),
        (f"- If you use this list, please cite [our survey]({PAPER}).", "tells of the list itself, no title"),
        ("- Contact me at https://me.example", "tells of the list itself, no title"),
        ("- Workshop on ML for Systems at NeurIPS 2023", "an event, no title"),
        ("- The 10th Annual International Workshop on ML for Systems at NeurIPS 2023", "an event, no title"),
        ("- {{ paper.title }} [[pdf]](https://a.example/x.pdf)", "a template's placeholder, no title"),
    ],
)
def test_other_resources_are_left_over_with_the_reason(line: str, reason: str) -> None:
    listed = read(f"{line}\n\n## Papers\n\n- [{ATTENTION_TITLE}]({PAPER})\n")
    assert [entry.title for entry in listed.entries] == [ATTENTION_TITLE]
    assert [(left.line, left.reason.startswith(reason)) for left in listed.left_over] == [(1, True)]


@pytest.mark.parametrize(
    "title",
    [
        "If You Can't Use Them, Recycle Them: Optimizing Merging at Scale",
        "License to Serve: Sharing Models among Tenants",
        "Contact-Rich Manipulation with Large Models",
        "Workshop Scheduling on Many Machines",
    ],
)
def test_titles_that_begin_like_other_things_are_titles(title: str) -> None:
    assert [entry.title for entry in read(f"- {title}\n").entries] == [title]


@pytest.mark.parametrize(
    "heading", ["News", "🔥 Updates", "Update log", "Table of Contents", "Star History", "Citation", "贡献"]
)
def test_some_sections_hold_no_papers(heading: str) -> None:
    listed = read(f"## {heading}\n\n- [2024-01] The list has moved.\n\n## Papers\n\n- [{ATTENTION_TITLE}]({PAPER})\n")
    assert [entry.title for entry in listed.entries] == [ATTENTION_TITLE]
    assert [left.line for left in listed.left_over] == [3]


NOTES = (
    "- [Kelp Farms for Growing Caches](notes/kelp.md)\n- [Reefs That Schedule Tides](https://github.com/a/b/issues/7)\n"
)


@pytest.mark.parametrize(
    "heading", ["List of papers", "Papers I read", "📚 Papers (2021)", "Notes on papers", "论文笔记"]
)
def test_titles_in_a_section_of_papers_may_lead_to_notes(heading: str) -> None:
    found = [(entry.title, entry.ids) for entry in read(f"# Kelp\n\n## {heading}\n\n{NOTES}").entries]
    assert found == [("Kelp Farms for Growing Caches", ()), ("Reefs That Schedule Tides", ())]


def test_titles_in_a_column_of_papers_may_lead_to_notes() -> None:
    rows = "| Paper | Topic |\n|--|--|\n| [Reefs That Schedule Tides](reefs.md) | Tides |\n"
    assert [entry.title for entry in read(rows).entries] == ["Reefs That Schedule Tides"]


@pytest.mark.parametrize(
    "lines",
    [
        f"## Guides\n\n{NOTES}",
        "## Papers\n\n- [Reefs That Schedule Tides](tides.md)\n- [Reefs](reefs.md)\n- [Kelp](kelp.md)\n",
        "## Papers\n\n- [Reefs That Schedule Tides](#tides)\n",
        "## Papers\n\n- [Reefs That Schedule Tides](https://github.com/a/b)\n",
    ],
)
def test_notes_elsewhere_topics_and_repositories_are_no_papers(lines: str) -> None:
    assert read(lines).entries == ()


def test_a_page_that_may_be_anything_is_judged_by_its_company() -> None:
    page = "- [Ray](https://www.ray.example)\n"
    paper, tool = f"- [{ATTENTION_TITLE}]({PAPER})\n", "- [vLLM](https://github.com/vllm-project/vllm)\n"
    assert [entry.title for entry in read(page + paper).entries] == ["Ray", ATTENTION_TITLE]
    assert [entry.title for entry in read(page + tool + tool).entries] == []
    assert [entry.title for entry in read(page).entries] == ["Ray"]


def test_a_bare_title_counts_where_the_list_has_such_and_not_among_many_that_link() -> None:
    papers = "".join(f"- [OSDI '22] Paper number {number} [[pdf]]({PAPER})\n" for number in range(20))
    remarks = "## About\n\n- How the problem is framed\n- Why it works\n\n"
    assert len(read(remarks + "## Papers\n\n" + papers).entries) == 20
    assert len(read("## Papers\n\n" + papers + f"- {RESNET_TITLE}\n").entries) == 21
    assert len(read("## A\n\n- Welder\n- PIT\n\n## B\n\n- [OSDI '22] Alpa\n").entries) == 3


def test_rows_that_lead_to_code_alone_are_papers_only_where_all_do() -> None:
    head, code = "| Title | Links |\n|--|--|\n", f"| {RESNET_TITLE} | [Github](https://github.com/a/b) |\n"
    assert [entry.line for entry in read(head + code).entries] == [3]
    assert [entry.line for entry in read(head + code + f"| {ATTENTION_TITLE} | [pdf]({PAPER}) |\n").entries] == [4]


def test_who_presents_a_paper_and_when_tells_neither_its_authors_nor_its_days() -> None:
    head = "| Date | Subject | Reading | Presented by |\n|--|--|--|--|\n"
    rows = "| 10/12 | Caches | [Growing Caches along the Shore](https://a.example/x.pdf) | Ada Fen, John Marsh |\n"
    rows += "| 10/14/2016 | Logs | [Drying Logs by Wind](https://a.example/y.pdf) (SHORE 2009) | Jane Odell |\n"
    first, second = read(head + rows).entries
    assert (first.title, first.authors, first.year, first.period) == ("Growing Caches along the Shore", (), None, None)
    assert (second.authors, second.venue, second.year, second.period) == ((), "SHORE", 2009, None)
    data = "---\nsessions:\n  - date: 02/21/2020\n    presenter: Ada Fen\n    title: Drying Logs by Wind\n"
    (listed,) = read(f"{data}    link: https://arxiv.org/abs/2301.00002\n---\n").entries
    assert (listed.authors, listed.year) == ((), None)


def test_the_day_of_a_lecture_is_none_of_what_is_read_for_it() -> None:
    rows = f"| Date | Lecture | Readings |\n|--|--|--|\n| 2023-09-03 | Shores | [{ATTENTION_TITLE}]({PAPER}) |\n"
    (one,) = read(rows).entries
    assert (one.title, one.year, one.period) == (ATTENTION_TITLE, None, None)


def test_lectures_alone_are_titles_where_they_lead_to_papers() -> None:
    rows = f"| Date | Lecture |\n|--|--|\n| 2023-09-03 | [{ATTENTION_TITLE}]({PAPER}) |\n"
    assert [entry.title for entry in read(rows).entries] == [ATTENTION_TITLE]


def test_a_heading_over_a_table_of_contents_is_no_paper() -> None:
    contents = "# 论文笔记\n\n## 目录(TOC)\n\n- [论文笔记](#论文笔记)\n  - [目录(TOC)](#目录toc)\n\n"
    listed = read(f"{contents}## Attention\n\n#### [{ATTENTION_TITLE}]({PAPER})\n\nProse.\n")
    assert [entry.title for entry in listed.entries] == [ATTENTION_TITLE]


def test_tables_of_other_things_are_left_over() -> None:
    listed = read("| Term | Definition |\n|--|--|\n| JCT | Job completion time |\n\n- [OSDI '22] Alpa\n")
    assert [entry.title for entry in listed.entries] == ["Alpa"]
    assert [left.line for left in listed.left_over] == [1]


def test_prose_that_links_is_no_paper() -> None:
    listed = read(f"This list goes with [our survey]({PAPER}). See the [paper]({PAPER}).\n\n- [OSDI '22] Alpa\n")
    assert [entry.title for entry in listed.entries] == ["Alpa"]
    assert [(left.line, left.reason) for left in listed.left_over] == [(1, "prose that links to a paper")]


@pytest.mark.parametrize(
    "paper",
    [f"10. [{RESNET_TITLE}]({PAPER})", f"- [{RESNET_TITLE}]({PAPER})", f"**{RESNET_TITLE}** [[pdf]]({PAPER})"],
)
@pytest.mark.parametrize("indent", ["", " "])
def test_prose_below_a_paper_that_is_no_note_of_it_is_left_over(paper: str, indent: str) -> None:
    prose = "Nobody had grown a cache along a shore before this, nor dried one."
    listed = read(
        f"# Pots\n\nBefore the list.\n\n{paper}\n\n{indent}{prose}\n\n{indent}See [us](https://us.example).\n"
    )
    assert [(entry.line, entry.notes) for entry in listed.entries] == [(5, ())]
    reason = "prose below a list or a paper, not indented enough to be a note"
    assert [(left.line, left.reason) for left in listed.left_over] == [(7, reason), (9, reason)]


@pytest.mark.parametrize("between", ["\n## More\n", "\n**Kilns**\n\n| a | b |\n|--|--|\n"])
def test_prose_that_stands_below_something_else_is_not_left_over(between: str) -> None:
    prose = "What stands here says of the next section what it is about, and no more.\n"
    listed = read(
        f"- [{RESNET_TITLE}]({PAPER})\n\nMore of them in [another list](https://us.example):\n{between}\n{prose}"
    )
    assert (len(listed.entries), listed.left_over) == (1, ())


@pytest.mark.parametrize(
    ("note", "labels"),
    [
        (PAPER, [PAPER]),
        (f"<{PAPER}>", [PAPER]),
        (f"Paper: {PAPER}", ["Paper"]),
        (f"[pdf]({PAPER}), [code](https://github.com/a/b)", ["pdf", "code"]),
        (f"[[pdf]]({PAPER})", ["pdf"]),
        (f"[Vaswani et al.]({PAPER})", ["Vaswani et al."]),
    ],
)
@pytest.mark.parametrize("line", ["- {0}[^1], OSDI 2022", "- **{0}** [^1] (OSDI 2022)", "- [OSDI 2022] {0}.[^1]"])
def test_a_footnote_that_is_links_belongs_to_what_leads_to_it(line: str, note: str, labels: list[str]) -> None:
    listed = read(
        f"{line.format(ATTENTION_TITLE)}\n- [{RESNET_TITLE}](https://us.example)[^2]\n\n[^1]: {note}\n[^2]: Good.\n"
    )
    assert [(entry.title, entry.tag) for entry in listed.entries] == [
        (ATTENTION_TITLE, "OSDI 2022"),
        (RESNET_TITLE, None),
    ]
    assert [link.label for link in listed.entries[0].links] == labels
    assert listed.entries[0].links[0].url == PAPER
    assert listed.left_over == ()


@pytest.mark.parametrize("note", [f"Compare with {PAPER}", f"[A survey that goes much further than this one]({PAPER})"])
def test_another_footnote_or_one_for_several_papers_gives_none_of_them_a_link(note: str) -> None:
    one = read(f"- {ATTENTION_TITLE}[^a]\n\n[^a]: {note}\n").entries[0]
    assert (one.title, one.links) == (ATTENTION_TITLE, ())
    both = read(f"- {ATTENTION_TITLE}[^a]\n- {RESNET_TITLE}[^a]\n\n[^a]: {PAPER}\n").entries
    assert [(entry.title, entry.links) for entry in both] == [(ATTENTION_TITLE, ()), (RESNET_TITLE, ())]


@pytest.mark.parametrize("under_head", ["", "|---|---|\n"])
def test_a_table_without_the_line_under_its_head_is_one(under_head: str) -> None:
    rows = f"| {ATTENTION_TITLE} | OSDI 2022 | [pdf]({PAPER}) |\n| Shores \\| Tides of Reefs | ATC 2023 | - |\n"
    listed = read(f"| Title | Venue | Paper |\n{under_head}{rows}")
    assert [(entry.line - under_head.count("\n"), entry.title, entry.tag) for entry in listed.entries] == [
        (2, ATTENTION_TITLE, "OSDI 2022"),
        (3, "Shores | Tides of Reefs", "ATC 2023"),
    ]
    assert [link.label for link in listed.entries[0].links] == ["pdf"]


def test_a_reference_that_wraps_is_no_paragraph_of_references() -> None:
    listed = read("Ada Odell, Ivo Tarn. Growing Caches along the Shore. OSDI 2014.\nIt was the first of them all.\n")
    assert (listed.entries, [left.line for left in listed.left_over]) == ((), [1])


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


@pytest.mark.parametrize("venue", ["ICML", "KDD", "Nature"])
@pytest.mark.parametrize("line", ["[{0}]({1}). {2}", "**{0}**, {2} [[pdf]]({1})", "**{0}**  \n  {2}  \n  [[pdf]]({1})"])
def test_a_well_known_venue_behind_authors_is_no_place_of_work_and_no_author(line: str, venue: str) -> None:
    said = f"Ada Odell, Ivo Tarn, {venue}"
    (one,) = read(f"- {line.format('Growing Caches along the Shore', PAPER, said)}").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ("Ada Odell", "Ivo Tarn"))
    assert (one.venue, one.notes) == (venue, ())


@pytest.mark.parametrize("venue", ["ICML", "KDD"])
def test_a_well_known_venue_may_stand_behind_places_of_work(venue: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}). Ada Odell, Ivo Tarn, Bo Fen, UVW, {venue}").entries
    assert (one.authors, one.venue, one.notes) == (("Ada Odell", "Ivo Tarn", "Bo Fen"), venue, ())


@pytest.mark.parametrize(
    "title", ["Better Results, Deep Research", "Ada Odell, UVW", "Clear Skies, Warm Seas and Research"]
)
def test_words_before_a_place_of_work_may_be_a_title(title: str) -> None:
    (one,) = read(f"- {title} [[pdf]]({PAPER})").entries
    assert (one.title, one.authors) == (title, ())


@pytest.mark.parametrize("rule", ["---", "***", "_ _ _"])
def test_prose_behind_a_rule_is_left_over_only_where_it_links_to_a_paper(rule: str) -> None:
    foot = "Shipped with care by the potters of the shore, and by many more of their friends."
    cited = f"If any of this was of use to you, then [{ATTENTION_TITLE}]({PAPER}) was of more use to us."
    listed = read(f"- [{RESNET_TITLE}](https://arxiv.org/abs/1512.03385)\n\n{rule}\n\n{foot}\n\n{cited}\n\n{foot}\n")
    assert [entry.title for entry in listed.entries] == [RESNET_TITLE]
    assert [(left.line, left.reason) for left in listed.left_over] == [(7, "prose that links to a paper")]


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


def test_a_title_that_leads_to_a_page_is_a_paper_under_software_too() -> None:
    listed = read(
        f"## Tools\n\n- [{RESNET_TITLE}](https://us.example)\n- [Kelp (OSDI 2022)](https://kelp.example)\n- Kelp\n"
    )
    assert [entry.title for entry in listed.entries] == [RESNET_TITLE, "Kelp", "Kelp"]


@pytest.mark.parametrize(
    "line",
    [
        "We also recommend another survey of the field.",
        "This list is kept by the potters of the shore.",
        "Contributions are welcome",
        "Pull requests are welcome!",
        "PRs welcome",
        "Thanks to all potters of the shore",
    ],
)
def test_what_a_list_tells_its_readers_is_no_title(line: str) -> None:
    listed = read(f"- {RESNET_TITLE}\n- {line}\n- We Also Recommend Reading Deep Nets\n")
    assert [entry.title for entry in listed.entries] == [RESNET_TITLE, "We Also Recommend Reading Deep Nets"]
    assert [(left.line, left.reason) for left in listed.left_over] == [(2, "tells of the list itself, no title")]


@pytest.mark.parametrize("behind", [f" [[pdf]]({PAPER})", " (ICML 2020)"])
@pytest.mark.parametrize(
    "title", ["Thank you KILN! Firing Clay in Large Batches", "This List Is Sorted: Proofs of Order"]
)
def test_a_title_that_begins_as_a_word_to_the_reader_is_known_by_link_or_venue(title: str, behind: str) -> None:
    listed = read(f"- {RESNET_TITLE}\n- {title}{behind}\n- This list is kept beside [a survey]({PAPER})\n")
    assert [entry.title for entry in listed.entries] == [RESNET_TITLE, title]
    assert [left.line for left in listed.left_over] == [3]


@pytest.mark.parametrize("quote", ["'", "’", "`"])
@pytest.mark.parametrize("line", ["[REEF-W{0}2016] [{1}]({2})", "[{1}]({2}) (REEF-W{0}2016)", "{1} [REEF-W{0}2016]"])
def test_the_quotation_mark_before_a_whole_year_is_no_part_of_the_venue(line: str, quote: str) -> None:
    (one,) = read(f"- {line.format(quote, RESNET_TITLE, PAPER)}").entries
    assert (one.title, one.venue, one.year) == (RESNET_TITLE, "REEF-W", 2016)


@pytest.mark.parametrize(
    ("said", "authors", "venue"),
    [
        ("Odell, A., 2023. {0}. *Tides*, 382(6671), eadm8175.", ("A. Odell",), "Tides"),
        (
            "Odell, A.B. and Tarn, I., 2023. {0}. Journal of Tides, 14(2), pp.8-9.",
            ("A.B. Odell", "I. Tarn"),
            "Journal of Tides",
        ),
        (
            "Odell, A., Tarn, I. and Fen, B., 2023a. {0}. Reef Working Paper No. 31422.",
            ("A. Odell", "I. Tarn", "B. Fen"),
            "Reef Working Paper",
        ),
        ("Odell, A. et al., 2023. {0}. *Journal of Tides*, 30, pp.8-9.", ("A. Odell",), "Journal of Tides"),
        (
            "Odell, A., & Tarn, I. (2023). {0}. Journal of Tides, 14(2), 8-9.",
            ("A. Odell", "I. Tarn"),
            "Journal of Tides",
        ),
    ],
)
@pytest.mark.parametrize("line", ["[{0}]({1})", "{0} [[pdf]]({1})"])
def test_harvards_references_give_authors_year_and_venue_linked_as_a_whole_or_not(
    line: str, said: str, authors: tuple[str, ...], venue: str
) -> None:
    title = "Growing Caches along the Shore"
    (one,) = read(f"- {line.format(said.format(title), PAPER)}").entries
    assert (one.title, one.authors, one.venue, one.year, one.notes) == (title, authors, venue, 2023, ())


def test_the_number_of_a_preprint_is_no_part_of_its_venue() -> None:
    said = "Odell, A. and Tarn, I., 2023. Growing Caches along the Shore. arXiv preprint arXiv:1706.03762."
    (one,) = read(f"- [{said}]({PAPER})").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ("A. Odell", "I. Tarn"))
    assert (one.venue, one.year) == ("arXiv", 2023)


@pytest.mark.parametrize("volume", [", 31(2), 3-32", " 31(2)", ", 31(2), pp. 3–32", ", 31, 3-32", " 31(2): 3-32"])
def test_volume_and_pages_behind_a_linked_title_are_no_part_of_the_venue(volume: str) -> None:
    line = f"Odell, A. B., & Tarn, I. (2017). [Growing Caches along the Shore]({PAPER}). _Journal of Tides_{volume}."
    (one,) = read(f"* {line}").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ("A. B. Odell", "I. Tarn"))
    assert (one.tag, one.venue, one.year) == ("Journal of Tides 2017", "Journal of Tides", 2017)


def test_an_author_before_a_year_is_no_venue() -> None:
    (one,) = read(
        f"* Odell, A. (2018). [Growing Caches along the Shore]({PAPER}). In _Reefs: A Plan_. Tide Press."
    ).entries
    assert (one.title, one.venue, one.year) == ("Growing Caches along the Shore", None, 2018)


@pytest.mark.parametrize(
    ("behind", "venue"),
    [
        (", Reefs and Autonomous Tides 2013.", "Reefs and Autonomous Tides"),
        (", R-EF 2013", "R-EF"),
        (", Tides 2013.", "Tides"),
        (", Tidal Research 2013", "Tidal Research"),
        (", Annals of the Institute of Tides 2013", "Annals of the Institute of Tides"),
        (" in REF 2013.", "REF"),
    ],
)
@pytest.mark.parametrize("before", ["", "(Reef) ", "[Reef] "])
def test_a_name_and_a_year_right_behind_a_linked_title_and_a_comma_are_its_venue(
    before: str, behind: str, venue: str
) -> None:
    (one,) = read(f"- {before}[Growing Caches along the Shore](https://reef.example/caches){behind}").entries
    assert (one.title, one.venue, one.year) == ("Growing Caches along the Shore", venue, 2013)
    assert (one.aliases, one.notes) == (("Reef",) if before else (), ())


@pytest.mark.parametrize(
    "behind",
    [
        ", Best Paper 2013",
        ", Ada Odell 2013",
        " Tides 2013",
        ", a list of 2013",
        ", REF 2013 and 2014",
        ", Google 2013",
        ", University of the Shore 2013",
        ", Spring 2013",
        " in Reefland 2013",
    ],
)
def test_what_else_stands_behind_a_linked_title_is_no_venue(behind: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}){behind}").entries
    assert (one.title, one.venue) == ("Growing Caches along the Shore", None)


@pytest.mark.parametrize("line", ["[Reef] <[{0}]({1})> by {2}, 2011.", "(Reef) [{0}]({1}) by {2}, 2011"])
def test_a_name_in_brackets_stands_before_a_link_that_holds_the_title(line: str) -> None:
    said = line.format("Growing Caches Online", PAPER, "Ada Odell, Ivo J. Tarn")
    (one,) = read(f"* {said}").entries
    assert (one.title, one.aliases, one.year) == ("Growing Caches Online", ("Reef",), 2011)
    assert one.authors == ("Ada Odell", "Ivo J. Tarn")


@pytest.mark.parametrize("journal", ["J. Tides", "J. Tid."])
def test_a_journal_that_reads_like_a_name_is_the_venue_behind_a_full_stop(journal: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}). Ada Odell, Ivo Tarn. {journal} 2020").entries
    assert (one.authors, one.venue, one.year) == (("Ada Odell", "Ivo Tarn"), journal, 2020)


@pytest.mark.parametrize(
    "title", ['"Why Grow Caches?": a Study of the Shore', '"Caches Matter" and Other Stories of the Shore']
)
def test_a_title_behind_authors_and_a_year_may_go_on_behind_quotation_marks(title: str) -> None:
    (one,) = read(f"- Odell et al., 2016: {title} [[pdf]]({PAPER})").entries
    assert (one.title, one.authors, one.year, one.notes) == (title, ("Odell",), 2016, ())


@pytest.mark.parametrize("label", ["Video", "Tutorial"])
def test_a_label_behind_a_year_and_a_title_in_quotation_marks_is_no_author(label: str) -> None:
    (one,) = read(f"- 2019: “Growing Caches along the Shore” {label} [[pdf]]({PAPER})").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ())


@pytest.mark.parametrize("behind", ["- It grows many of them", "— It grows many of them", "(It grows many of them)"])
def test_what_a_dash_or_a_bracket_parts_from_quotation_marks_is_no_part_of_the_title(behind: str) -> None:
    (one,) = read(f'- Odell et al., 2016: "Growing Caches along the Shore" {behind} [[pdf]]({PAPER})').entries
    assert (one.title, one.authors, one.year) == ("Growing Caches along the Shore", ("Odell",), 2016)
    assert one.notes == ("It grows many of them",)


@pytest.mark.parametrize("authors", ["Odell et al., 2016", "Odell and Tarn, 2016"])
def test_a_title_in_quotation_marks_behind_authors_and_a_year_ends_with_them(authors: str) -> None:
    (one,) = read(f'- {authors}: "Growing Caches along the Shore". ICML. [[pdf]]({PAPER})').entries
    assert (one.title, one.venue, one.year) == ("Growing Caches along the Shore", "ICML", 2016)
    assert (one.authors[0], one.aliases) == ("Odell", ())


@pytest.mark.parametrize(
    ("behind", "author"), [("Odell", "Odell"), ("Odell et al.", "Odell"), ("A. Odell", "A. Odell")]
)
@pytest.mark.parametrize("line", ["[{0}]({1})", "{0} [[pdf]]({1})"])
def test_a_year_before_a_title_in_quotation_marks_is_its_year(line: str, behind: str, author: str) -> None:
    (one,) = read(f"- {line.format(f'2019 “Growing Caches along the Shore” - {behind}', PAPER)}").entries
    assert (one.title, one.authors, one.year) == ("Growing Caches along the Shore", (author,), 2019)


def test_a_year_before_other_words_in_quotation_marks_is_of_the_title() -> None:
    (one,) = read(f"- [1984 “Big Brother” in the Age of Tides]({PAPER})").entries
    assert (one.title, one.year) == ("1984 “Big Brother” in the Age of Tides", None)


@pytest.mark.parametrize("cited", ["Odell (1950)", "Odell and Tarn (1950)", "Odell & Tarn, (1950)"])
def test_a_link_that_cites_the_paper_is_no_part_of_its_title(cited: str) -> None:
    (one,) = read(f"- Computing Machinery and Tides. [{cited}](https://reef.example/odell.pdf)").entries
    assert (one.title, one.venue, one.year) == ("Computing Machinery and Tides", None, 1950)


def test_a_link_that_runs_on_is_of_the_title() -> None:
    (one,) = read("- Computing Machinery and [Odell (1950)](https://reef.example/odell.pdf)").entries
    assert one.title == "Computing Machinery and Odell"


@pytest.mark.parametrize("venue", ["in EMNLP 2021", "at EMNLP 2021."])
def test_a_well_known_venue_behind_a_long_remark_and_a_dash_is_the_paper_s(venue: str) -> None:
    said = "It grows caches along the shore with a number of tides that nobody has measured before"
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) - {said} - {venue}").entries
    assert (one.venue, one.year, one.notes) == ("EMNLP", 2021, (said,))


@pytest.mark.parametrize("sign", [" ", " - ", ". "])
def test_a_well_known_journal_with_its_volume_and_pages_behind_a_linked_title_is_not_lost(sign: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}){sign}Nature 521 (2015): 436-444").entries
    assert (one.venue, one.year, one.notes) == ("Nature", 2015, ())


@pytest.mark.parametrize("venue", ["arXiv", "bioRxiv"])
def test_a_venue_that_ends_a_long_remark_may_begin_with_a_small_letter(venue: str) -> None:
    said = "It grows caches along the shore with a number of tides that nobody had measured before"
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) - {said} - in {venue}").entries
    assert (one.venue, one.notes) == (venue, (said,))


@pytest.mark.parametrize(
    "line", ["**{title}.** {venue}. [[pdf]]({url})", "{title}. {venue}. [[pdf]]({url})", "[{title}]({url}). {venue}."]
)
@pytest.mark.parametrize("venue", ["TIDE 2019", "TIDE-REEF 2019", "ShoSys 2019"])
def test_an_acronym_and_a_year_between_full_stops_are_a_venue_though_nobody_knows_it(line: str, venue: str) -> None:
    title = "Growing Caches along the Shore"
    (one,) = read(f"- {line.format(title=title, venue=venue, url=PAPER)}").entries
    assert (one.title, one.venue, one.year, one.notes) == (title, venue.partition(" ")[0], 2019, ())


@pytest.mark.parametrize("said", ["NVIDIA 2019.", "GitHub 2019.", "ShoreDash 2019", "OpenAI 2019.", "MIT 2019."])
def test_a_company_and_a_year_behind_a_linked_title_are_no_venue(said: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) {said}").entries
    assert (one.venue, one.notes) == (None, (said,))


def test_what_is_indented_by_two_blanks_below_a_number_belongs_to_its_paper() -> None:
    listed = read(
        f"1. [{RESNET_TITLE}]({PAPER})\n  - It goes deep\n  * It goes on\n"
        f"2. [Growing Caches along the Shore]({PAPER})\n\n  *Ada Odell, Ivo Tarn*\n\n3. Caches\n - [Tides]({PAPER})\n"
    )
    assert [(entry.title, entry.authors, entry.notes) for entry in listed.entries] == [
        (RESNET_TITLE, (), ("It goes deep", "It goes on")),
        ("Growing Caches along the Shore", ("Ada Odell", "Ivo Tarn"), ()),
        ("Tides", (), ()),
    ]


def test_what_is_not_indented_further_than_a_number_does_not_belong_to_its_paper() -> None:
    listed = read(
        f"1. [{RESNET_TITLE}]({PAPER})\n- [Growing Caches along the Shore]({PAPER})\n\n *Ada Odell, Ivo Tarn*"
    )
    assert [(entry.title, entry.authors) for entry in listed.entries] == [
        (RESNET_TITLE, ()),
        ("Growing Caches along the Shore", ()),
    ]


@pytest.mark.parametrize("below", ["\n - [{}]({})", "\n\n  [{}]({})", "\n - Tides\n - [{}]({}) Ada Odell, Ivo Tarn"])
def test_a_title_that_leads_to_a_paper_is_indented_by_chance(below: str) -> None:
    listed = read(f"1. [{RESNET_TITLE}]({PAPER}){below.format(ATTENTION_TITLE, PAPER)}\n")
    assert [entry.title for entry in listed.entries if entry.title != "Tides"] == [RESNET_TITLE, ATTENTION_TITLE]


@pytest.mark.parametrize("field", ["Year of Publication", "Publication year", "Date of publication"])
@pytest.mark.parametrize("bullet", ["- ", ""])
def test_the_year_of_publication_is_told_below_a_title(field: str, bullet: str) -> None:
    below = f"  {bullet}Authors: Ada Odell, Ivo Tarn\n  {bullet}{field}: 2019\n  {bullet}Link: {PAPER}"
    (one,) = read(f"- {RESNET_TITLE}\n{below}").entries
    assert (one.title, one.authors, one.year, one.notes) == (RESNET_TITLE, ("Ada Odell", "Ivo Tarn"), 2019, ())


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


@pytest.mark.parametrize("day", ["May 2017", "2017"])
def test_the_day_behind_the_place_of_work_of_an_author_with_others_is_the_paper_s(day: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}). Ada Odell et al. KAIST. {day}.").entries
    assert (one.authors, one.venue, one.year, one.notes) == (("Ada Odell",), None, 2017, ("KAIST",))


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


def test_a_place_of_work_before_a_year_and_behind_an_author_with_others_is_no_venue() -> None:
    (one,) = read(
        f"- [Growing Caches along the Shore]({PAPER}). Ada Odell et al. Shore Institute of Tides, 2017."
    ).entries
    assert (one.authors, one.venue, one.year) == (("Ada Odell",), None, 2017)
    assert one.notes == ("Shore Institute of Tides, 2017",)


@pytest.mark.parametrize(
    "line",
    [
        "[2023.08.23] [Growing Caches along the Shore]({}) ({})",
        "[2023.08.23] Growing Caches along the Shore ({1}) [[pdf]]({0})",
        "[2023.08.23] Growing Caches along the Shore, {1} [[pdf]]({0})",
        "**[2023.08.23]** **[Growing Caches along the Shore]({})** ![badge](https://img.shields.io/badge/ICLR_2024-6c757d)",
    ],
)
def test_a_paper_may_have_its_day_before_the_title_and_its_venue_behind(line: str) -> None:
    (one,) = read(f"- {line.format(PAPER, 'ICLR 2024')}").entries
    assert (one.title, one.venue, one.year, one.notes) == ("Growing Caches along the Shore", "ICLR", 2024, ())
    assert one.period == Period(first=date(2023, 8, 23), last=date(2023, 8, 23))


@pytest.mark.parametrize("venue", ["CVPR", "ARXIV", "ACCV", "T-PAMI"])
@pytest.mark.parametrize("year", ["- 2018", "-2018"])
def test_a_venue_and_a_year_between_dashes_end_a_linked_title(venue: str, year: str) -> None:
    (one,) = read(f"- [Growing Caches - A Study - {venue} {year}]({PAPER})").entries
    assert (one.title, one.venue, one.year) == ("Growing Caches - A Study", venue, 2018)


def test_words_between_dashes_before_a_year_stay_in_the_title() -> None:
    (one,) = read(f"- [Growing Caches - A Study - 2018]({PAPER})").entries
    assert (one.title, one.venue) == ("Growing Caches - A Study - 2018", None)


@pytest.mark.parametrize("venue", ["RAID", "S&P"])
def test_a_year_and_an_acronym_before_a_linked_title_are_its_venue(venue: str) -> None:
    (one,) = read(f"- 2018 {venue} [Growing Caches along the Shore]({PAPER})").entries
    assert (one.venue, one.year, one.aliases) == (venue, 2018, ())


def test_a_year_and_a_company_before_a_linked_title_are_no_venue() -> None:
    (one,) = read(f"- 2018 IBM [Growing Caches along the Shore]({PAPER})").entries
    assert one.venue is None


@pytest.mark.parametrize(
    ("tag", "year"), [("OSDI 16", 2016), ("CVPR 08", 2008), ("VLDB 14", None), ("TPAMI 25", None), ("NIPS 25", None)]
)
def test_two_digits_behind_a_conference_are_its_year_unless_they_may_count_volumes(tag: str, year: int | None) -> None:
    (one,) = read(f"- [{tag}] [Growing Caches along the Shore]({PAPER})").entries
    assert (one.venue, one.year) == (tag[:-3], year)


@pytest.mark.parametrize("venue", ["cvpr20", "ICCV 2020"])
def test_a_paragraph_may_lead_to_its_paper_by_the_venue(venue: str) -> None:
    titles = ("Growing Caches along the Shore", "Firing Clay in Large Batches")
    listed = read("\n\n".join(f"{title}. [{venue}]({PAPER}). [code](https://github.com/a/b)" for title in titles))
    assert [(entry.title, entry.year, len(entry.links)) for entry in listed.entries] == [
        (title, 2020, 2) for title in titles
    ]


def test_stars_before_a_title_are_no_part_of_it() -> None:
    (one,) = read(f"##### *** Growing Caches along the Shore [link]({PAPER})\n\nThey grow.").entries
    assert one.title == "Growing Caches along the Shore"


def test_workshops_of_a_conference_are_a_venue() -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) - CVPR Workshops 2019").entries
    assert (one.venue, one.year, one.notes) == ("CVPR Workshops", 2019, ())


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


@pytest.mark.parametrize("name", ["Key points", "Domain", "💡 Motivation", "Method"])
def test_a_field_without_a_link_is_no_title_wherever_it_stands(name: str) -> None:
    listed = read(
        f"- **Paper:** [Growing Caches along the Shore]({PAPER})\n- **{name}:** Caches that grow by the sea\n"
    )
    assert [entry.title for entry in listed.entries] == ["Growing Caches along the Shore"]
    assert [left.reason for left in listed.left_over] == ["a field without a link, no title"]


def test_a_publisher_may_be_a_university_s_press() -> None:
    (one,) = read(
        f"- [Growing Caches along the Shore]({PAPER}). Ada Odell, Ivo Tarn. Shore University Press, 2017"
    ).entries
    assert (one.authors, one.venue, one.year) == (("Ada Odell", "Ivo Tarn"), "Shore University Press", 2017)


def test_a_title_of_two_words_in_bold_may_stand_before_its_authors_alone() -> None:
    (one,) = read(f"**Tidal Caches**. Ada Odell, Ivo Tarn, Bo Fen.\n- [paper]({PAPER})").entries
    assert (one.title, one.authors, one.notes) == ("Tidal Caches", ("Ada Odell", "Ivo Tarn", "Bo Fen"), ())


def test_a_row_of_a_table_of_papers_may_lead_to_notes_alone() -> None:
    rows = "".join(f"| **Kiln{at}**: firing clay | {at} | [View](./kiln/{at}.md) |\n" for at in (2019, 2020))
    listed = read(f"| Title | Year | Notes |\n| --- | --- | --- |\n{rows}")
    assert [(entry.title, entry.year) for entry in listed.entries] == [
        ("Kiln2019: firing clay", 2019),
        ("Kiln2020: firing clay", 2020),
    ]


def test_a_row_that_leads_to_notes_and_says_nothing_of_a_paper_is_none() -> None:
    rows = "".join(f"| How to Fire Clay {at} | [View](./kiln/{at}.md) |\n" for at in ("First", "Then"))
    assert read(f"| Title | Notes |\n| --- | --- |\n{rows}").entries == ()


@pytest.mark.parametrize("heading", ["2. Related Projects", "3 Open-Source Projects", "4.1 Tools", "5) Researchers"])
def test_a_section_of_other_things_may_have_a_number(heading: str) -> None:
    listed = read(
        f"## 1. Papers\n\n- [{RESNET_TITLE}]({PAPER})\n\n## {heading}\n\n- [Kiln](https://kiln.example.org)\n"
    )
    assert [entry.title for entry in listed.entries] == [RESNET_TITLE]
    assert [left.line for left in listed.left_over] == [7]


def test_a_word_that_a_long_remark_ends_with_is_no_venue() -> None:
    said = "It grows caches along the shore with a number of tides that nobody had measured before - in nature"
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) - {said}").entries
    assert (one.venue, one.notes) == (None, (said,))


def test_a_well_known_venue_within_a_long_remark_may_be_another_paper_s() -> None:
    said = "It grows caches along the shore as those tides did that nobody had measured before in EMNLP 2021"
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) - {said}").entries
    assert (one.venue, one.notes) == (None, (said,))


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Ada Odell, Ivo Tarn", ("Ada Odell", "Ivo Tarn")),
        ("A. Odell", ("A. Odell",)),
        ("A. Odell, I. Tarn, and B. Fen", ("A. Odell", "I. Tarn", "B. Fen")),
    ],
)
@pytest.mark.parametrize("venue", ["Journal of Tides", "ICML"])
def test_authors_title_venue_and_year_may_stand_between_commas(
    names: str, authors: tuple[str, ...], venue: str
) -> None:
    (one,) = read(f"- {names}, Growing Caches along the Shore, {venue}, 2019 [[pdf]]({PAPER})").entries
    assert (one.title, one.authors, one.venue) == ("Growing Caches along the Shore", authors, venue)
    assert (one.year, one.notes) == (2019, ())


@pytest.mark.parametrize("venue", ["Clay Journal", "OSDI"])
def test_a_short_title_before_authors_venue_and_year_between_commas_is_no_author(venue: str) -> None:
    (one,) = read(f"- Random Forests, Ada Odell, Ivo Tarn, Bo Fen, {venue}, 2019 [[pdf]]({PAPER})").entries
    assert (one.title, one.authors) == ("Random Forests", ("Ada Odell", "Ivo Tarn", "Bo Fen"))
    assert (one.venue, one.year) == (venue, 2019)


@pytest.mark.parametrize("title", ["eBPF for All the Shore", "k-means along the Shore"])
def test_a_title_between_commas_may_begin_with_a_name_in_small_letters(title: str) -> None:
    (one,) = read(f"- Ada Odell, Ivo Tarn, {title}, OSDI, 2019 [[pdf]]({PAPER})").entries
    assert (one.title, one.authors) == (title, ("Ada Odell", "Ivo Tarn"))


def test_a_title_between_commas_may_be_in_small_letters() -> None:
    (one,) = read(f"- Ada Odell, Ivo Tarn, Bo Fen, growing caches along the shore, OSDI, 2019 [[pdf]]({PAPER})").entries
    assert (one.title, one.authors) == ("growing caches along the shore", ("Ada Odell", "Ivo Tarn", "Bo Fen"))


def test_words_with_capitals_before_more_of_a_title_and_commas_are_no_authors() -> None:
    title = "Clear Skies, Warm Seas, and Other Caches of the Shore"
    (one,) = read(f"- {title}, OSDI, 2019 [[pdf]]({PAPER})").entries
    assert (one.title.startswith(title), one.authors) == (True, ())


@pytest.mark.parametrize(
    "title", ["Tides, Reefs, and Caches on the Shore, Part Two", "Clear Skies, Warm Seas, and the Shore"]
)
def test_a_title_with_commas_before_a_year_keeps_them(title: str) -> None:
    (one,) = read(f"- {title}, 2019. [[pdf]]({PAPER})").entries
    assert (one.title, one.authors, one.year) == (title, (), 2019)


@pytest.mark.parametrize(
    "volume",
    [
        "31.2 (2014): 3-32",
        "31 (2014)",
        "(3) 28 (2014): 1139-1147",
        "6, 5 (2014), 3–32",
        "6, 5, Article 12 (May 2014), 20 pages",
    ],
)
def test_a_volume_before_the_year_in_brackets_is_no_part_of_the_venue(volume: str) -> None:
    line = f'Odell, Ada, et al. "**Growing Caches along the Shore**." Journal of Tides {volume}. [[pdf]]({PAPER})'
    (one,) = read(f"* {line}").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ("Ada Odell",))
    assert (one.venue, one.year) == ("Journal of Tides", 2014)


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


@pytest.mark.parametrize("others", ["et al 2025", "et al. 2025.", "et al., 2025"])
def test_others_may_stand_right_before_the_year(others: str) -> None:
    (one,) = read(f"+ [Growing Caches along the Shore]({PAPER}) F. Ada Odell {others}").entries
    assert (one.authors, one.venue, one.year, one.notes) == (("F. Ada Odell",), None, 2025, ())


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


@pytest.mark.parametrize("said", ["Oral", "Must Read", "Best Paper"])
@pytest.mark.parametrize("title", ["Growing Caches Online", "Growing Caches along the Whole Shore"])
def test_a_distinction_in_brackets_before_a_link_is_no_name(said: str, title: str) -> None:
    (one,) = read(f"- ({said}) [{title}]({PAPER})\n").entries
    assert (one.title, one.aliases, one.notes) == (title, (), (said,))


def test_many_words_in_brackets_before_a_link_are_no_name() -> None:
    (one,) = read(f"- (A first look back) [Growing Caches Online]({PAPER}) - Ada Odell, Ivo Tarn. ICML 2019\n").entries
    assert (one.title, one.aliases, one.notes) == ("Growing Caches Online", (), ("A first look back",))
    assert (one.authors, one.venue) == (("Ada Odell", "Ivo Tarn"), "ICML")


def test_a_number_in_brackets_before_a_link_is_no_remark() -> None:
    (one,) = read(f"- [12] [Growing Caches Online]({PAPER})\n").entries
    assert (one.title, one.aliases, one.notes) == ("Growing Caches Online", (), ())


@pytest.mark.parametrize("sign", ["-", "*", "+"])
def test_a_bullet_without_a_blank_behind_its_sign_is_a_bullet(sign: str) -> None:
    listed = read(
        f"- [{ATTENTION_TITLE}]({PAPER}) - on words\n{sign}[Growing Caches along the Shore](https://arxiv.org/abs/2301.00001)"
        f" - on tides\n- [{RESNET_TITLE}](https://arxiv.org/abs/1512.03385) - on pictures\n"
    )
    assert [(entry.line, entry.title, entry.notes) for entry in listed.entries] == [
        (1, ATTENTION_TITLE, ("on words",)),
        (2, "Growing Caches along the Shore", ("on tides",)),
        (3, RESNET_TITLE, ("on pictures",)),
    ]


@pytest.mark.parametrize("sign", ["-", "*", "+"])
def test_a_label_behind_a_sign_without_a_blank_is_of_the_paper_above(sign: str) -> None:
    (one,) = read(f"- [{ATTENTION_TITLE}]({PAPER})\n  {sign}[code](https://github.com/reef/tide)\n").entries
    assert (one.title, [link.label for link in one.links]) == (ATTENTION_TITLE, [ATTENTION_TITLE, "code"])


@pytest.mark.parametrize("below", ["OSDI 2022", "Ada Odell, Ivo Tarn"])
def test_a_heading_of_two_words_that_leads_to_a_paper_is_one_over_its_venue_or_authors(below: str) -> None:
    listed = read(f"# Papers\n\n## Tides\n\n### [Growing Caches]({PAPER})\n\n{below}\n\n1. The first of its kind\n")
    assert [(entry.title, entry.notes, entry.section) for entry in listed.entries] == [
        ("Growing Caches", ("The first of its kind",), ("Tides",))
    ]


@pytest.mark.parametrize("said", ["Ada Odell", "Shore University, 2020", "Tide Journal 2020", "ICML 2020"])
def test_a_heading_over_a_name_or_a_venue_in_bold_with_links_is_a_paper(said: str) -> None:
    paper = f"**{said}** [paper](https://arxiv.org/abs/2301.00001) [code](https://github.com/a/b)"
    titles = ["Growing Caches along the Shore", "Firing Clay in Large Batches"]
    listed = read("# Papers\n\n" + "\n\n".join(f"### {title}\n\n{paper}" for title in titles))
    assert [entry.title for entry in listed.entries] == titles
    assert [len(entry.links) for entry in listed.entries] == [2, 2]


def test_a_heading_that_leads_to_its_paper_is_one_over_a_remark_in_bold_with_more_links() -> None:
    more = f"**A Paper of the Tide Workshop** [pdf]({PAPER}) [code](https://github.com/a/b)"
    (one,) = read(f"# Papers\n\n### [Growing Caches along the Shore]({PAPER})\n\n{more}\n").entries
    assert one.title == "Growing Caches along the Shore"


@pytest.mark.parametrize("title", ["Growing Caches, shores and reefs", "Coral Reefs, growing them at home"])
def test_few_words_in_small_letters_behind_a_comma_go_on_with_the_title(title: str) -> None:
    (one,) = read(f"- Ada Odell, Ivo Tarn, {title}, OSDI, 2019 [[pdf]]({PAPER})").entries
    assert (one.title, one.authors) == (title, ("Ada Odell", "Ivo Tarn"))


_ONE_IN_BOLD = """## Growing with Small Clay Models

**{0}** [paper](https://arxiv.org/abs/2301.00001) [code](https://github.com/a/b)

## Growing with Large Clay Models

**{0}** [paper](https://arxiv.org/abs/2301.00002) [code](https://github.com/a/c)
"""


@pytest.mark.parametrize("title", ["Google Caches: Shores in Common", "Microsoft Shores Dataset v2"])
def test_a_heading_over_a_title_with_a_company_in_it_is_a_section(title: str) -> None:
    assert [entry.title for entry in read(_ONE_IN_BOLD.format(title)).entries] == [title, title]


def test_a_heading_over_titles_in_bold_with_their_venue_and_links_below_is_a_section() -> None:
    titles = ["Growing Caches along the Shore", "Firing Clay in Large Batches"]
    badge = "[![link](https://a.example/b.svg)](https://arxiv.org/abs/2301.0000{})"
    papers = "".join(
        f"**{title}**. ICML19.\n\n{badge.format(at)}\n\n> They grow.\n\n" for at, title in enumerate(titles)
    )
    listed = read(f"## Growing with Small Clay Models\n\n{papers}## Growing with Large Clay Models\n\n{papers}")
    assert [(entry.title, entry.venue, len(entry.links)) for entry in listed.entries] == [
        (title, "ICML", 1) for title in titles * 2
    ]


@pytest.mark.parametrize(
    "said", ["Best Paper Award", "Best Student Paper Runner-up", "Accepted as oral", "Shore University of Tides"]
)
def test_what_was_done_with_a_paper_below_its_heading_is_no_title(said: str) -> None:
    below = f"**{said}**, CVPR 2019\n\n[paper](https://arxiv.org/abs/2301.00001) [code](https://github.com/a/b)"
    titles = ("Growing Caches along the Shore", "Firing Clay in Large Batches")
    listed = read("\n\n".join(f"## {title}\n\n{below}" for title in titles))
    assert [(entry.title, entry.notes) for entry in listed.entries] == [
        (title, (f"{said}, CVPR 2019",)) for title in titles
    ]


def test_a_heading_over_a_short_title_with_an_acronym_is_no_title() -> None:
    assert read(_ONE_IN_BOLD.format("Wasserstein GAN")).entries == ()


def test_a_heading_over_titles_in_bold_with_their_links_is_a_section() -> None:
    papers = "".join(
        f"<b>{title} (2017)</b> [[Paper]](https://arxiv.org/abs/2301.0000{at})\n<p><img src='a.png' /></p>\n\n"
        for at, title in enumerate(("Growing Caches along the Shore", "Firing Clay in Large Batches"))
    )
    listed = read(f"# Papers\n\n## Growing Many Caches\n{papers}\n## Other Known Shores\n{papers}")
    titles = ("Growing Caches along the Shore", "Firing Clay in Large Batches")
    assert [(entry.title, entry.year, entry.section) for entry in listed.entries] == [
        (title, 2017, (section,)) for section in ("Growing Many Caches", "Other Known Shores") for title in titles
    ]


def test_a_title_in_bold_may_go_on_in_the_next_line_of_a_paragraph() -> None:
    (one,) = read(f"# Papers\n\n**Growing Caches along\nthe Shore (2017)** [[Paper]]({PAPER})").entries
    assert (one.title, one.venue, one.year) == ("Growing Caches along the Shore", None, 2017)


def test_a_paper_s_link_behind_a_title_in_bold_may_lead_to_any_page() -> None:
    listed = read("# Papers\n\n**Growing Caches along the Shore (2017)** [[Paper]](https://reef.example/caches)\n")
    assert [(entry.title, entry.year) for entry in listed.entries] == [("Growing Caches along the Shore", 2017)]
    listed = read("# Papers\n\n**Growing Caches along the Shore (2017)** [[Site]](https://reef.example/caches)\n")
    assert listed.entries == ()


def test_a_heading_of_two_words_that_leads_to_a_paper_may_be_a_section() -> None:
    listed = read(f"# Papers\n\n## [Reef Stack]({PAPER})\n\n- [{RESNET_TITLE}](https://arxiv.org/abs/1512.03385)\n")
    assert [(entry.title, entry.section) for entry in listed.entries] == [(RESNET_TITLE, ("Reef Stack",))]


@pytest.mark.parametrize(
    "behind", ["", " --- [notes](https://reef.example/notes)", " --- Notes: [zhihu](https://reef.example)"]
)
def test_a_paragraph_of_a_venue_and_a_title_that_leads_to_a_page_is_left_over(behind: str) -> None:
    title = "Growing Caches along the Shore"
    listed = read(f"## Tides\n\nOSDI 2022, [{title}](https://reef.example/caches){behind}\n")
    assert (listed.entries, [left.line for left in listed.left_over]) == ((), [3])


@pytest.mark.parametrize("journal", ["Reef Syst. Lett.", "Tid. Mach. Intell.", "J. Reef. Tid."])
@pytest.mark.parametrize("line", ["{0}. *{1}* [[pdf]]({2})", "[2021] {0}, *{1}* [pdf]({2})"])
def test_a_journal_cut_short_in_italics_behind_a_title_is_its_venue(line: str, journal: str) -> None:
    (one,) = read(f"- {line.format('Growing Caches along the Shore', journal, PAPER)}").entries
    assert (one.title, one.venue, one.notes) == ("Growing Caches along the Shore", journal, ())
    assert one.year == (2021 if "2021" in line else None)


@pytest.mark.parametrize("behind", ["**[ICML 2020]***Ada Odell, Ivo Tarn*", "**[ICML 2020]**Ada Odell, Ivo Tarn"])
def test_a_tag_in_bold_needs_no_blank_before_the_authors(behind: str) -> None:
    (one,) = read(f"- **Growing Caches along the Shore** {behind} [[pdf]]({PAPER})").entries
    assert (one.title, one.authors, one.venue) == (
        "Growing Caches along the Shore",
        ("Ada Odell", "Ivo Tarn"),
        "ICML",
    )
    assert (one.year, one.notes) == (2020, ())


@pytest.mark.parametrize(
    ("said", "venue"),
    [
        ("Ada Odell et al. REEF(TIDE)", "REEF(TIDE)"),
        ("Ada Odell et al. arXiv.", "arXiv"),
        ("Ada Odell (Shore University) et al.Tide Letters", "Tide Letters"),
        ("Ada Odell et al.", None),
    ],
)
@pytest.mark.parametrize("title", ["**Growing caches along the shore.**", "Growing caches along the shore"])
def test_an_author_with_others_and_a_venue_in_italics_are_no_part_of_the_title(
    title: str, said: str, venue: str | None
) -> None:
    (one,) = read(f"- [2023/05] {title} *{said}* [[paper]]({PAPER})").entries
    assert (one.title, one.authors, one.venue) == ("Growing caches along the shore", ("Ada Odell",), venue)
    assert (one.year, one.aliases, one.notes) == (2023, (), ())


@pytest.mark.parametrize("venue", ["IEEE transactions on tides", "ACM journal of the shore"])
def test_a_journal_of_a_society_behind_an_author_with_others_in_italics_may_be_in_small_letters(venue: str) -> None:
    (one,) = read(f"- [Growing caches along the shore]({PAPER}) *Ada Odell et al. {venue}*").entries
    assert (one.authors, one.venue, one.notes) == (("Ada Odell",), venue, ())


@pytest.mark.parametrize("said", ["Google", "Shore University", "Best paper", "Extends their older caches"])
@pytest.mark.parametrize("title", ["Growing caches along the shore.", f"[Growing caches along the shore]({PAPER})"])
def test_other_words_behind_an_author_with_others_in_italics_are_no_venue(title: str, said: str) -> None:
    (one,) = read(f"- {title} *Ada Odell et al. {said}*").entries
    assert (one.title, one.authors, one.venue) == ("Growing caches along the shore", ("Ada Odell",), None)
    assert one.notes == (said,)


def test_a_name_in_bold_and_brackets_may_have_its_version() -> None:
    (one,) = read(f"- **Growing Caches along the Shore** (2015). [[pdf]]({PAPER}) **(Tide v3)**").entries
    assert one.aliases == ("Tide v3",)


@pytest.mark.parametrize("said", ["An outstanding work of its year", "KILN,a fine idea", "Momentum of tides"])
def test_a_remark_in_bold_and_brackets_is_no_name(said: str) -> None:
    (one,) = read(f"- **Growing Caches along the Shore** (2015). [[pdf]]({PAPER}) **({said})**").entries
    assert (one.title, one.aliases, one.notes) == ("Growing Caches along the Shore", (), (f"({said})",))


def test_names_below_a_list_that_are_not_indented_enough_are_left_over() -> None:
    listed = read(f"1. [{RESNET_TITLE}]({PAPER})\n\n Ada Odell, Ivo Tarn\n\n2. [{ATTENTION_TITLE}]({PAPER})\n")
    assert [entry.title for entry in listed.entries] == [RESNET_TITLE, ATTENTION_TITLE]
    assert [left.line for left in listed.left_over] == [3]


@pytest.mark.parametrize("venue", ["ICML2020", "Preprint"])
def test_a_name_in_bold_and_brackets_behind_the_links_is_no_part_of_the_venue(venue: str) -> None:
    links = f"[[pdf]({PAPER})] [[code & model](https://github.com/reef/tide)]"
    (one,) = read(f"- **Growing Caches along the Shore**. *Ada Odell, Ivo Tarn*. {venue}. {links} (**KILN**)").entries
    assert (one.title, one.authors, one.tag) == ("Growing Caches along the Shore", ("Ada Odell", "Ivo Tarn"), venue)
    assert (one.aliases, one.notes) == (("KILN",), ())


def test_a_full_stop_that_a_journal_lacks_is_not_made_up() -> None:
    (one,) = read(f"- Growing Caches along the Shore. *REEF Trans. Tides* [[pdf]]({PAPER})").entries
    assert (one.title, one.venue) == ("Growing Caches along the Shore", "REEF Trans. Tides")


@pytest.mark.parametrize("journal", ["Nat. Commun.", "Ann. Stat.", "Phys. Rev. E"])
def test_a_journal_in_italics_that_is_cut_short_like_a_name_is_none(journal: str) -> None:
    (one,) = read(f"- Growing Caches along the Shore. *{journal}* [[pdf]]({PAPER})").entries
    assert (one.title, one.venue) == ("Growing Caches along the Shore", journal)


@pytest.mark.parametrize("names", ["A. Odell", "A. Odell and I. Tarn", "A. B. Odell"])
def test_names_in_italics_behind_a_title_are_no_journal(names: str) -> None:
    (one,) = read(f"- Growing Caches along the Shore. *{names}* (2020) [[pdf]]({PAPER})").entries
    assert (one.venue, one.year) == (None, 2020)


@pytest.mark.parametrize("slanted", ["Reefs. Again", "E. coli", "St. Helena and Dr. Reef of the Shore"])
def test_what_else_stands_in_italics_is_of_the_title(slanted: str) -> None:
    (one,) = read(f"- Growing Caches along the Shore of *{slanted}* [[pdf]]({PAPER})").entries
    assert (one.title, one.venue) == (f"Growing Caches along the Shore of {slanted}", None)


@pytest.mark.parametrize("available", ["Available:", "[Online]. Available:", "Available at:", "DOI:"])
def test_what_stands_before_the_link_of_a_reference_is_no_part_of_its_venue(available: str) -> None:
    cited = 'A. Odell and I. Tarn, "Growing Caches along the Shore," *Tides and Reefs*, vol. 12, no. 4, Oct. 2025.'
    (one,) = read(f"1. {cited} {available} [{PAPER}]({PAPER})").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ("A. Odell", "I. Tarn"))
    assert (one.venue, one.year, one.notes) == ("Tides and Reefs", 2025, ())


@pytest.mark.parametrize("month", ["Feburary", "Febuary"])
def test_a_month_that_is_misspelled_is_no_venue(month: str) -> None:
    (one,) = read(f"- [{RESNET_TITLE}]({PAPER}) ({month} 2020)").entries
    assert (one.title, one.venue, one.year) == (RESNET_TITLE, None, 2020)
    assert one.period is not None
    assert (one.period.first.month, one.period.last.month) == (2, 2)


@pytest.mark.parametrize(
    ("said", "venue"),
    [
        ("2023 bioRxiv Reef", "bioRxiv"),
        ("2023 arXiv survey of the shore", "arXiv"),
        ("2023 arXiv, 12 citations", "arXiv"),
        ("arXiv preprint 2023", "arXiv preprint"),
        ("arXiv & ICML 2023", "arXiv & ICML"),
    ],
)
def test_words_behind_a_place_for_preprints_are_no_part_of_the_venue(said: str, venue: str) -> None:
    (one,) = read(f"- [{said}] **{RESNET_TITLE}** [[pdf]]({PAPER})").entries
    assert (one.title, one.venue, one.year) == (RESNET_TITLE, venue, 2023)


def test_the_year_behind_a_title_in_bold_between_authors_and_it_is_told() -> None:
    (one,) = read(f"- Odell et al. **Growing Caches along the Shore.** 2000. [[pdf]]({PAPER})").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ("Odell",))
    assert (one.venue, one.year, one.notes) == (None, 2000, ())


@pytest.mark.parametrize("tag", ["ICML-98", "ICML98", "ICML'98"])
def test_a_year_in_two_digits_behind_a_venue_may_be_of_the_last_century(tag: str) -> None:
    (one,) = read(f"- [{tag}] [Growing Caches along the Shore]({PAPER})").entries
    assert (one.venue, one.year) == ("ICML", 1998)


@pytest.mark.parametrize(
    ("tag", "venue", "year"),
    [("MICRO-52", "MICRO", None), ("ISCA-45", "ISCA", None), ("MICRO52", "MICRO", None), ("JACM '62", "JACM", 1962)],
)
def test_two_digits_behind_a_venue_are_no_year_to_come(tag: str, venue: str, year: int | None) -> None:
    (one,) = read(f"- [{tag}] [Growing Caches along the Shore]({PAPER})").entries
    assert (one.venue, one.year) == (venue, year)


def test_a_year_in_two_digits_may_stand_behind_a_venue_and_a_hyphen() -> None:
    (one,) = read(f"- [{RESNET_TITLE}]({PAPER}) - Ada Odell, Ivo Tarn, AAAI-16.").entries
    assert (one.authors, one.venue, one.year) == (("Ada Odell", "Ivo Tarn"), "AAAI", 2016)


def test_the_year_of_a_venue_in_italics_behind_a_linked_title_is_no_remark() -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) - *T4DE 2022* grown online").entries
    assert (one.venue, one.year, one.notes) == ("T4DE", 2022, ("grown online",))


def test_a_place_of_work_and_a_year_in_italics_behind_a_linked_title_are_no_venue() -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) *NVIDIA 2022*").entries
    assert (one.venue, one.notes) == (None, ("NVIDIA 2022",))


@pytest.mark.parametrize("when", ["Apr 2022", "2022"])
@pytest.mark.parametrize("name", ["", "**Reef**: "])
def test_an_acronym_and_a_date_in_italics_behind_a_title_are_its_venue(name: str, when: str) -> None:
    (one,) = read(f'- {name}"Growing Caches along the Shore", *T4DE, {when}*. [[Paper]]({PAPER}) (code later)').entries
    assert (one.title, one.venue, one.year) == ("Growing Caches along the Shore", "T4DE", 2022)


def test_a_letter_behind_a_year_is_no_venue() -> None:
    for line in (f"- [{RESNET_TITLE}]({PAPER}) (2020b)", f"- {RESNET_TITLE} [2020b] [[pdf]]({PAPER})"):
        (one,) = read(line).entries
        assert (one.title, one.venue, one.year) == (RESNET_TITLE, None, 2020)


@pytest.mark.parametrize("venue", ["SEPLN", "MARLOW", "DECON", "NOVA", "Mars"])
def test_a_venue_that_begins_like_a_month_is_none(venue: str) -> None:
    for line in (f"- [{RESNET_TITLE}]({PAPER}) ({venue} 2020)", f"- [{venue} 2020] {RESNET_TITLE} [[pdf]]({PAPER})"):
        (one,) = read(line).entries
        assert (one.title, one.venue, one.year) == (RESNET_TITLE, venue, 2020)


def test_much_that_speaks_of_other_papers_costs_no_time() -> None:
    said = " see also, extends x;" * 10_000
    assert read(f"- [{RESNET_TITLE}]({PAPER}){said}\n").title is None


def test_comments_that_never_end_cost_no_time() -> None:
    assert read(f"- [{RESNET_TITLE}]({PAPER}) {'<!--' * 20000} -->\n{'<!-- x ' * 20000}\n").title is None


def test_ordinals_without_an_event_cost_no_time() -> None:
    assert len(read("- " + "10th " * 50 + "x").entries) == 1


@pytest.mark.parametrize("when", ["03-2022", "3/2022"])
def test_a_month_in_figures_before_the_year_is_no_venue(when: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) (Odell et al., {when})").entries
    assert (one.authors, one.venue, one.year) == (("Odell",), None, 2022)


@pytest.mark.parametrize(
    ("said", "authors"),
    [("KILN Collaboration", ("KILN Collaboration",)), ("Reef Genome Consortium", ("Reef Genome Consortium",))],
)
def test_a_group_that_signs_as_an_author_is_no_venue(said: str, authors: tuple[str, ...]) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) ({said}, 2022)").entries
    assert (one.authors, one.venue, one.year) == (authors, None, 2022)


def test_others_without_a_name_are_no_venue() -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) (et al., 2022)").entries
    assert (one.authors, one.venue, one.year) == ((), None, 2022)


_AUTHORED = (
    f"- [Growing Caches along the Shore]({PAPER}) (Fen et al., 2021)\n"
    "- [Clay in Motion and at Rest](https://arxiv.org/abs/2001.00001) (Marsh et al., 2020)\n"
)


@pytest.mark.parametrize("said", ["Odell & Tarn, 2022", "Van Odell and Tarn 2022"])
def test_surnames_before_the_year_are_authors_where_others_have_authors(said: str) -> None:
    line = f"- [Reefs That Schedule Tides](https://arxiv.org/abs/2001.00002) ({said})"
    last = read(_AUTHORED + line).entries[-1]
    assert (last.authors[-1], last.venue, last.year) == ("Tarn", None, 2022)


def test_different_surnames_before_the_years_are_authors() -> None:
    said = ("Odell and Tarn 2022", "Fen, Marsh, and Lund 2021", "Brae and Holm 2018")
    listed = read(
        "".join(f"- [Growing {n} Caches along the Shore]({PAPER}{n}) ({one})\n" for n, one in enumerate(said))
    )
    assert [one.authors for one in listed.entries] == [("Odell", "Tarn"), ("Fen", "Marsh", "Lund"), ("Brae", "Holm")]
    assert {one.venue for one in listed.entries} == {None}


def test_two_words_before_a_year_that_recur_are_a_venue() -> None:
    listed = read(
        "".join(f"- [Growing {n} Caches along the Shore]({PAPER}{n}) (Glass & Clay, 202{n})\n" for n in "123")
    )
    assert {(one.authors, one.venue) for one in listed.entries} == {((), "Glass & Clay")}


def test_a_full_stop_within_quotation_marks_in_a_link_is_no_part_of_the_title() -> None:
    (one,) = read(
        f'- Odell, Ada, Ivo Tarn, and Bo Fen. ["Growing Caches: Along the Shore."]({PAPER}), KILN, 2019.'
    ).entries
    assert one.title == "Growing Caches: Along the Shore"


def test_a_number_is_no_short_name() -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) (`1706.03762`)").entries
    assert (one.title, one.aliases) == ("Growing Caches along the Shore", ())


@pytest.mark.parametrize("name", ["J.-P. Odell", "J.R.R. Tarn"])
def test_initials_may_run_together(name: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}). {name}, Bo Fen. KILN 2019").entries
    assert one.authors == (name, "Bo Fen")


_OF_VOLUMES = [
    ("K. Odell, Growing caches along the shore: A study, Geophysics 39 (1974) 834–842.", ("K. Odell",), "Geophysics"),
    (
        "K. Odell, D.M. Fen, J.-P. Marsh, Growing caches, slowly, Bull. Reef. Soc. Am. 58(2) (1974) 367",
        ("K. Odell", "D.M. Fen", "J.-P. Marsh"),
        "Bull. Reef. Soc. Am.",
    ),
    ("K. Odell and D. Fen, Growing caches along shores, Acta Clay 9 (1974) 3–4.", ("K. Odell", "D. Fen"), "Acta Clay"),
]


@pytest.mark.parametrize(("line", "authors", "journal"), _OF_VOLUMES)
def test_a_volume_and_a_year_in_brackets_may_close_parts_between_commas(
    line: str, authors: tuple[str, ...], journal: str
) -> None:
    (one,) = read(f"1. {line} [pdf]({PAPER})").entries
    assert (one.authors, one.venue, one.year, one.notes) == (authors, journal, 1974, ())
    assert one.title == line.removeprefix(", ".join(authors)).split(f", {journal} ")[0].split("Fen, ")[-1].lstrip(", ")


def test_initials_without_end_cost_no_time() -> None:
    assert read("1. " + "K. Odell, " * 20_000 + "Clay 9 (1974) 3")
    assert read("1. " + "A. " * 20_000 + "Clay 9 (1974) 3")


@pytest.mark.parametrize("venue", ["WiSec", "MilCom", "HotMobile"])
def test_a_venue_beside_a_number_of_two_digits_is_known(venue: str) -> None:
    (one,) = read(f"[Growing Caches along the Shore]({PAPER}) ({venue} 12)").entries
    assert (one.venue, one.notes) == (venue, ())


_NAMED_BELOW = """\
| rank | paper | year |
|---|---|---|
| 1 | Growing Caches along the Shore. | 1977 |
| | Ada Odell, Ivo Tarn. | |
| 2 | Clay in Motion. | 1984 |
| | {0} | |
"""


def test_authors_may_stand_in_a_row_of_their_own_below_that_of_their_paper() -> None:
    listed = read(_NAMED_BELOW.format("Bo Fen, Ivo Marsh, et al."))
    assert [(one.line, one.authors) for one in listed.entries] == [
        (3, ("Ada Odell", "Ivo Tarn")),
        (5, ("Bo Fen", "Ivo Marsh")),
    ]


def test_rows_of_one_cell_that_are_not_all_names_are_papers() -> None:
    assert len(read(_NAMED_BELOW.format("Learning to Grow Caches")).entries) == 4


def test_a_title_that_leads_to_its_paper_is_no_picture() -> None:
    table = f"| Paper | Read |\n|-|-|\n| ![Growing Caches along the Shore]({PAPER}) | 2023 |"
    (one,) = read(table).entries
    assert (one.title, [link.url for link in one.links]) == ("Growing Caches along the Shore", [PAPER])


def test_a_picture_of_a_paper_is_no_title() -> None:
    (one,) = read(
        f"- [Growing Caches]({PAPER}) ![The caches of the shore](https://arxiv.org/html/1706.03762/x1.png)"
    ).entries
    assert [link.url for link in one.links] == [PAPER]


@pytest.mark.parametrize("title", ["Growing Caches along the Shore", "Clay hardens in the kilns of the shore"])
def test_titles_with_a_year_may_lead_to_notes_alone(title: str) -> None:
    line = f"- **{title}** (2026) — How caches grow where tides are high. [details](notes/caches/summary.md)\n"
    one, two = read(f"## Recent additions\n\n{line}{line.replace('Shore', 'Sea').replace('shore', 'sea')}").entries
    assert (one.title, one.year, two.line) == (title, 2026, 4)


def test_chapters_without_a_year_that_lead_to_notes_are_no_papers() -> None:
    assert read("## Additions\n\n- **Growing Caches along the Shore** [details](notes/summary.md)\n").entries == ()


@pytest.mark.parametrize("dash", ["-", "--", "---", "–"])
def test_a_dash_between_a_venue_and_an_author_with_others_may_be_of_several_signs(dash: str) -> None:
    (one,) = read(f"- ISCA 2015 {dash} Odell et al, [Growing Caches along the Shore]({PAPER})").entries
    assert (one.title, one.authors, one.tag) == ("Growing Caches along the Shore", ("Odell",), "ISCA 2015")


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


@pytest.mark.parametrize("between", ["", ":"])
def test_a_word_in_code_right_before_the_title_is_its_name(between: str) -> None:
    (one,) = read(f"- `KELP`{between} [Growing Caches along the Shore]({PAPER})").entries
    assert "KELP" in (*one.aliases, *one.title.partition(":"))
    assert one.notes == ()


@pytest.mark.parametrize("behind", ["TIDE, 2019", "TIDE 2019"])
def test_an_acronym_behind_a_comma_and_its_year_are_a_venue(behind: str) -> None:
    (one,) = read(f"- Clay of Things: Glass, kilns, and the shore, {behind}").entries
    assert (one.title, one.venue, one.year) == ("Clay of Things: Glass, kilns, and the shore", "TIDE", 2019)


def test_a_word_in_small_letters_behind_a_comma_and_a_year_are_of_the_title() -> None:
    (one,) = read("- Clay of Things: Glass, kilns, and shores, 2019").entries
    assert one.title.endswith("shores, 2019")


def test_what_says_that_a_paper_was_presented_is_no_part_of_its_title() -> None:
    (one,) = read(f"Presented paper:\n[Growing Caches along the Shore]({PAPER}) (Odell et al., 2025)\n").entries
    assert one.title == "Growing Caches along the Shore"


def test_a_rule_between_the_rows_of_a_table_does_not_end_it() -> None:
    row = "| Odell A. | Growing Caches along the {0} | 20{1} | [arXiv](https://arxiv.org/abs/{1}01.00001) |\n"
    table = "| Authors | Title | Year | Link |\n|-|-|-|-|\n" + row.format("Shore", 21)
    listed = read(table + "---\n" + row.format("Reef", 20) + row.format("Sea", 19))
    assert [(one.line, one.year, one.authors) for one in listed.entries] == [
        (3, 2021, ("A. Odell",)),
        (5, 2020, ("A. Odell",)),
        (6, 2019, ("A. Odell",)),
    ]
    assert listed.left_over == ()


@pytest.mark.parametrize("said", ["Presented:", "Presented paper:", "This week: "])
def test_a_line_that_introduces_the_paper_of_a_paragraph_is_no_part_of_it(said: str) -> None:
    (one,) = read(f"{said}\n[Growing Caches along the Shore]({PAPER}) (Odell et al., 2025)\n").entries
    assert (one.line, one.title, one.authors) == (2, "Growing Caches along the Shore", ("Odell",))


@pytest.mark.parametrize("first", ["{}", "**{}**, OSDI 2019"])
def test_a_link_of_several_words_below_a_title_without_one_is_no_other_paper(first: str) -> None:
    lines = (
        f"{first.format(title)}\n\n  [Read the full paper]({PAPER})\n\n" for title in (RESNET_TITLE, ATTENTION_TITLE)
    )
    listed = read("".join(f"{number}. {line}" for number, line in enumerate(lines, start=1)))
    assert "Read the full paper" not in {entry.title for entry in listed.entries}


def test_a_talk_below_the_code_of_a_paper_belongs_to_that() -> None:
    below = "  - [Code](https://github.com/a/b)\n  - [A Talk on It](https://arxiv.org/abs/2001.00001)\n"
    (one, two) = read(f"1. [{RESNET_TITLE}]({PAPER})\n{below}2. [{ATTENTION_TITLE}]({PAPER})\n").entries
    assert (one.title, len(one.links), two.title) == (RESNET_TITLE, 2, ATTENTION_TITLE)


def test_a_rule_before_the_head_of_another_table_ends_a_table() -> None:
    first = f"| Title | Venue |\n| --- | --- |\n| [Growing Caches along the Shore]({PAPER}) | OSDI 2019 |\n"
    second = f"| Name | Link |\n| --- | --- |\n| KelpCache | [Firing Clay in Large Batches]({PAPER}) |\n"
    listed = read(f"{first}---\n{second}")
    assert [(one.line, one.venue) for one in listed.entries] == [(3, "OSDI"), (7, None)]


@pytest.mark.parametrize(
    ("said", "venue", "year", "authors"),
    [
        ("OSDI 2019:", "OSDI", 2019, ()),
        ("2023-05-01:", None, 2023, ()),
        ("Ada Odell:", None, None, ("Ada Odell",)),
        ("Odell et al.:", None, None, ("Odell",)),
    ],
)
def test_a_venue_a_day_or_an_author_on_a_line_above_a_title_is_kept(
    said: str, venue: str | None, year: int | None, authors: tuple[str, ...]
) -> None:
    (one,) = read(f"{said}\n[Growing Caches along the Shore]({PAPER})\n").entries
    assert (one.venue, one.year, one.authors) == (venue, year, authors)


def test_a_title_with_a_colon_above_the_label_of_its_paper_is_no_introduction() -> None:
    (one,) = read(f"**Caches for everyone:**\n[PDF of the paper]({PAPER})\n").entries
    assert one.title == "Caches for everyone"


def test_a_sentence_that_leads_to_a_venue_is_no_title() -> None:
    listed = read(
        f"**Growing Caches along the Shore.** [cvpr20]({PAPER})\n\nAs we have shown in [CVPR 2020]({PAPER})\n"
    )
    assert [entry.title for entry in listed.entries] == ["Growing Caches along the Shore"]


def test_journals_of_two_words_are_no_surnames() -> None:
    said = ("Computers & Fluids, 2022", "Energy & Buildings, 2021", "Chemistry & Biology, 2020")
    line = "- [Growing {0} Caches along the Shore](https://arxiv.org/abs/2001.0000{0}){1} ({2})\n"
    listed = read("".join(line.format(n, "", one) for n, one in enumerate(said)))
    assert [(one.authors, one.venue) for one in listed.entries] == [((), one.partition(",")[0]) for one in said]
    credited = "".join(line.format(n, " by Ada Odell, Ivo Tarn", 2020) for n in (3, 4))
    assert read(credited + line.format(5, "", said[0])).entries[-1].venue == "Computers & Fluids"


def test_a_journal_that_ends_like_a_group_is_a_venue() -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) (Journal of Collaboration, 2022)").entries
    assert (one.authors, one.venue) == ((), "Journal of Collaboration")


@pytest.mark.parametrize(
    ("title", "behind"),
    [("Growing Caches", ". CMU 2019"), ("Growing Caches", ", MIT 2019"), ("Growing - A Study", " - KAIST - 2019")],
)
def test_a_place_of_work_and_a_year_that_close_a_title_are_no_part_of_it(title: str, behind: str) -> None:
    (one,) = read(f"- [The {title}{behind}]({PAPER})").entries
    assert (one.title, one.venue, one.year) == (f"The {title}", None, 2019)


def test_a_label_between_dashes_before_a_year_is_no_venue() -> None:
    (one,) = read(f"- [Growing Caches along the Shore - PDF - 2018]({PAPER})").entries
    assert one.venue is None


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


def test_a_post_with_a_year_that_leads_to_notes_is_no_paper() -> None:
    line = "- How I Learned to Grow Caches (2019) [notes](https://github.com/a/b/blob/main/x.md)\n"
    assert read(f"## Blog posts\n\n{line}").entries == ()


@pytest.mark.parametrize(
    "behind",
    [
        "*Communications of the ACM*, 2005",
        "*Trends in Cognitive Sciences*",
        "*Nature Machine Intelligence*",
        "*IEEE Computer Graphics and Applications*",
        "*Google Cloud Kelp*",
        "*one of the best*",
        "- [A lecture on all of it](https://www.youtube.com/watch?v=abc)",
    ],
)
def test_a_title_in_bold_that_may_be_names_stays_the_title_before_a_journal_or_a_remark(behind: str) -> None:
    (one,) = read(f"- **Firing Clay and Growing Caches** {behind} [[pdf]]({PAPER})").entries
    assert one.title == "Firing Clay and Growing Caches"


@pytest.mark.parametrize("behind", ["Nature Machine Intelligence", "read it on arXiv", "Ada Odell et al."])
def test_a_title_in_code_before_a_link_is_no_note(behind: str) -> None:
    (one,) = read(f"- `Growing Caches along the Shore` - [{behind}]({PAPER})").entries
    assert one.title == "Growing Caches along the Shore"


@pytest.mark.parametrize("behind", ["Best Paper Award", "CVPR 2019 Oral", "Nature Machine Intelligence"])
def test_three_words_in_bold_behind_a_title_that_may_be_names_are_no_title(behind: str) -> None:
    (one,) = read(f"- Firing Clay and Growing Caches **{behind}** [pdf]({PAPER})").entries
    assert one.title.startswith("Firing Clay and Growing Caches")


def test_stars_that_blanks_keep_from_being_bold_are_no_part_of_a_title() -> None:
    (one,) = read(f"- ** Growing Caches along the Shore ** [pdf]({PAPER})").entries
    assert one.title == "Growing Caches along the Shore"


def test_a_version_of_a_paper_beside_a_summary_of_it_belongs_to_that() -> None:
    below = "  - Summary: it goes deep\n  - [A Longer Version of It](https://arxiv.org/abs/2001.00001)\n"
    (one, two) = read(f"1. [{RESNET_TITLE}]({PAPER})\n{below}2. [{ATTENTION_TITLE}]({PAPER})\n").entries
    assert (one.title, len(one.notes), two.title) == (RESNET_TITLE, 2, ATTENTION_TITLE)


NO_PLACE = "looks like a title, and links to no known place of papers"


@pytest.mark.parametrize(
    "line",
    [
        f"{RESNET_TITLE}\nhttps://kelp.example/resnet",
        f"**{RESNET_TITLE}**  \n<https://kelp.example/resnet>",
        f"{RESNET_TITLE}\n[Project](https://kelp.example/resnet)",
        f"[{RESNET_TITLE}](https://github.com/kelp/notes/blob/main/resnet.md)",
        f"<p>{RESNET_TITLE}<br><a href='https://kelp.example'>page</a></p>",
        f"(3). ***{RESNET_TITLE} (KELP 2016)*** [Notes](./notes/resnet.md)",
        f"{RESNET_TITLE} [R](https://github.com/kelp/r) [Python](https://github.com/kelp/python)",
        "[ODELL AND TARN, Growing caches along a shore, Kelp, Volume 82, 1995](https://kelp.example/82)",
    ],
)
def test_a_title_or_a_reference_on_a_line_that_leads_to_any_page_is_left_over(line: str) -> None:
    listed = read(f"# Pots\n\n## Caches\n\n{line}\n")
    assert (listed.entries, [(left.line, left.reason) for left in listed.left_over]) == ((), [(5, NO_PLACE)])


def test_each_line_that_is_a_title_with_a_link_is_left_over_by_itself() -> None:
    titles = f"[{RESNET_TITLE}](https://kelp.example/1)  \n[{ATTENTION_TITLE}](https://kelp.example/2)\n"
    assert [(left.line, left.reason) for left in read(titles).left_over] == [(1, NO_PLACE), (2, NO_PLACE)]


@pytest.mark.parametrize("marks", ["", "**"])
def test_a_bare_title_on_a_line_of_its_own_is_left_over(marks: str) -> None:
    listed = read(f"# Pots\n\n## Caches\n\n{marks}{RESNET_TITLE}{marks}\n\nOn a shore, nobody dries them.\n")
    reason = "looks like a title, and has neither a link nor a venue"
    assert (listed.entries, [(left.line, left.reason) for left in listed.left_over]) == ((), [(5, reason)])


@pytest.mark.parametrize(
    "text",
    [
        "# Pots\n\nA Reading List on Growing Caches\n\n## Caches\n",
        f"# Pots\n\n## Caches\n\n{RESNET_TITLE}\n\n- [code](https://kelp.example) of theirs, and no more\n",
        f"# Pots\n\n## Acknowledgements\n\n{RESNET_TITLE}\n",
        "# Pots\n\n## Caches\n\nInspired by our Friends' [Reading List](https://kelp.example).\n",
        "# Pots\n\n## Caches\n\n[Growing Caches Along the Shore](#shore)\n",
        "# Pots\n\n## Caches\n\n[Growing Caches Along the Shore](./shore.md)\n",
        "# Pots\n\n## Caches\n\nThey are grown here as they are\n[all along the shore](https://kelp.example) today.\n",
    ],
)
def test_prose_contents_and_what_heads_a_list_are_no_titles(text: str) -> None:
    assert not [left for left in read(text).left_over if left.reason.startswith("looks like a title")]


@pytest.mark.parametrize("html", ["<p align='center'>Pots</p>", "<details>\n<summary>More</summary>", "</details>"])
@pytest.mark.parametrize("bullet", [f"- {RESNET_TITLE} (CVPR 2016)", f"1. [{RESNET_TITLE}](https://kelp.example)"])
def test_a_bullet_that_markdown_takes_for_a_part_of_the_html_above_it_is_left_over(html: str, bullet: str) -> None:
    listed = read(f"# Pots\n\n{html}\n{bullet}\n{bullet}\n\nNo more.\n")
    line = 4 + html.count("\n")
    told = [left.line for left in listed.left_over if left.reason.startswith("a bullet right below HTML")]
    assert (listed.entries, told) == ((), [line, line + 1])


@pytest.mark.parametrize(
    "html", ["<!--\n{}\n-->", "<pre>\n{}\n</pre>", "<p>Pots</p><!--\n{}\n-->", "<p>Pots</p>\n\n{}"]
)
def test_a_bullet_in_a_comment_or_behind_an_empty_line_is_no_part_of_the_html(html: str) -> None:
    listed = read(html.format(f"- {RESNET_TITLE} (CVPR 2016)") + "\n")
    assert not [left for left in listed.left_over if left.reason.startswith("a bullet right below HTML")]
