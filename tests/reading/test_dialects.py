"""Dialects: each shape of list is read for what it says, and what is no paper is left over with its reason."""

from __future__ import annotations

import pytest

from pipeline.models import Entry
from pipeline.read import read
from tests.reading.dialects import ATTENTION_TITLE, BLOCKS, ONE_LINE, PAPER, RESNET_TITLE, Paper


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


def test_a_title_that_leads_to_a_page_is_a_paper_under_software_too() -> None:
    listed = read(
        f"## Tools\n\n- [{RESNET_TITLE}](https://us.example)\n- [Kelp (OSDI 2022)](https://kelp.example)\n- Kelp\n"
    )
    assert [entry.title for entry in listed.entries] == [RESNET_TITLE, "Kelp", "Kelp"]


@pytest.mark.parametrize("line", ["[Reef] <[{0}]({1})> by {2}, 2011.", "(Reef) [{0}]({1}) by {2}, 2011"])
def test_a_name_in_brackets_stands_before_a_link_that_holds_the_title(line: str) -> None:
    said = line.format("Growing Caches Online", PAPER, "Ada Odell, Ivo J. Tarn")
    (one,) = read(f"* {said}").entries
    assert (one.title, one.aliases, one.year) == ("Growing Caches Online", ("Reef",), 2011)
    assert one.authors == ("Ada Odell", "Ivo J. Tarn")


@pytest.mark.parametrize("behind", ["- It grows many of them", "— It grows many of them", "(It grows many of them)"])
def test_what_a_dash_or_a_bracket_parts_from_quotation_marks_is_no_part_of_the_title(behind: str) -> None:
    (one,) = read(f'- Odell et al., 2016: "Growing Caches along the Shore" {behind} [[pdf]]({PAPER})').entries
    assert (one.title, one.authors, one.year) == ("Growing Caches along the Shore", ("Odell",), 2016)
    assert one.notes == ("It grows many of them",)


@pytest.mark.parametrize("cited", ["Odell (1950)", "Odell and Tarn (1950)", "Odell & Tarn, (1950)"])
def test_a_link_that_cites_the_paper_is_no_part_of_its_title(cited: str) -> None:
    (one,) = read(f"- Computing Machinery and Tides. [{cited}](https://reef.example/odell.pdf)").entries
    assert (one.title, one.venue, one.year) == ("Computing Machinery and Tides", None, 1950)


def test_a_link_that_runs_on_is_of_the_title() -> None:
    (one,) = read("- Computing Machinery and [Odell (1950)](https://reef.example/odell.pdf)").entries
    assert one.title == "Computing Machinery and Odell"


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


def test_stars_before_a_title_are_no_part_of_it() -> None:
    (one,) = read(f"##### *** Growing Caches along the Shore [link]({PAPER})\n\nThey grow.").entries
    assert one.title == "Growing Caches along the Shore"


def test_a_publisher_may_be_a_university_s_press() -> None:
    (one,) = read(
        f"- [Growing Caches along the Shore]({PAPER}). Ada Odell, Ivo Tarn. Shore University Press, 2017"
    ).entries
    assert (one.authors, one.venue, one.year) == (("Ada Odell", "Ivo Tarn"), "Shore University Press", 2017)


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


@pytest.mark.parametrize("title", ["eBPF for All the Shore", "k-means along the Shore"])
def test_a_title_between_commas_may_begin_with_a_name_in_small_letters(title: str) -> None:
    (one,) = read(f"- Ada Odell, Ivo Tarn, {title}, OSDI, 2019 [[pdf]]({PAPER})").entries
    assert (one.title, one.authors) == (title, ("Ada Odell", "Ivo Tarn"))


def test_a_title_between_commas_may_be_in_small_letters() -> None:
    (one,) = read(f"- Ada Odell, Ivo Tarn, Bo Fen, growing caches along the shore, OSDI, 2019 [[pdf]]({PAPER})").entries
    assert (one.title, one.authors) == ("growing caches along the shore", ("Ada Odell", "Ivo Tarn", "Bo Fen"))


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


def test_a_name_in_bold_and_brackets_may_have_its_version() -> None:
    (one,) = read(f"- **Growing Caches along the Shore** (2015). [[pdf]]({PAPER}) **(Tide v3)**").entries
    assert one.aliases == ("Tide v3",)


@pytest.mark.parametrize("said", ["An outstanding work of its year", "KILN,a fine idea", "Momentum of tides"])
def test_a_remark_in_bold_and_brackets_is_no_name(said: str) -> None:
    (one,) = read(f"- **Growing Caches along the Shore** (2015). [[pdf]]({PAPER}) **({said})**").entries
    assert (one.title, one.aliases, one.notes) == ("Growing Caches along the Shore", (), (f"({said})",))


@pytest.mark.parametrize("slanted", ["Reefs. Again", "E. coli", "St. Helena and Dr. Reef of the Shore"])
def test_what_else_stands_in_italics_is_of_the_title(slanted: str) -> None:
    (one,) = read(f"- Growing Caches along the Shore of *{slanted}* [[pdf]]({PAPER})").entries
    assert (one.title, one.venue) == (f"Growing Caches along the Shore of {slanted}", None)


def test_much_that_speaks_of_other_papers_costs_no_time() -> None:
    said = " see also, extends x;" * 10_000
    assert read(f"- [{RESNET_TITLE}]({PAPER}){said}\n").title is None


def test_comments_that_never_end_cost_no_time() -> None:
    assert read(f"- [{RESNET_TITLE}]({PAPER}) {'<!--' * 20000} -->\n{'<!-- x ' * 20000}\n").title is None


def test_ordinals_without_an_event_cost_no_time() -> None:
    assert len(read("- " + "10th " * 50 + "x").entries) == 1


def test_a_full_stop_within_quotation_marks_in_a_link_is_no_part_of_the_title() -> None:
    (one,) = read(
        f'- Odell, Ada, Ivo Tarn, and Bo Fen. ["Growing Caches: Along the Shore."]({PAPER}), KILN, 2019.'
    ).entries
    assert one.title == "Growing Caches: Along the Shore"


def test_a_number_is_no_short_name() -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) (`1706.03762`)").entries
    assert (one.title, one.aliases) == ("Growing Caches along the Shore", ())


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


@pytest.mark.parametrize("between", ["", ":"])
def test_a_word_in_code_right_before_the_title_is_its_name(between: str) -> None:
    (one,) = read(f"- `KELP`{between} [Growing Caches along the Shore]({PAPER})").entries
    assert "KELP" in (*one.aliases, *one.title.partition(":"))
    assert one.notes == ()


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


def test_a_title_with_a_colon_above_the_label_of_its_paper_is_no_introduction() -> None:
    (one,) = read(f"**Caches for everyone:**\n[PDF of the paper]({PAPER})\n").entries
    assert one.title == "Caches for everyone"


@pytest.mark.parametrize("behind", ["Nature Machine Intelligence", "read it on arXiv", "Ada Odell et al."])
def test_a_title_in_code_before_a_link_is_no_note(behind: str) -> None:
    (one,) = read(f"- `Growing Caches along the Shore` - [{behind}]({PAPER})").entries
    assert one.title == "Growing Caches along the Shore"


def test_stars_that_blanks_keep_from_being_bold_are_no_part_of_a_title() -> None:
    (one,) = read(f"- ** Growing Caches along the Shore ** [pdf]({PAPER})").entries
    assert one.title == "Growing Caches along the Shore"


def test_a_version_of_a_paper_beside_a_summary_of_it_belongs_to_that() -> None:
    below = "  - Summary: it goes deep\n  - [A Longer Version of It](https://arxiv.org/abs/2001.00001)\n"
    (one, two) = read(f"1. [{RESNET_TITLE}]({PAPER})\n{below}2. [{ATTENTION_TITLE}]({PAPER})\n").entries
    assert (one.title, len(one.notes), two.title) == (RESNET_TITLE, 2, ATTENTION_TITLE)


@pytest.mark.parametrize(
    "html", ["<!--\n{}\n-->", "<pre>\n{}\n</pre>", "<p>Pots</p><!--\n{}\n-->", "<p>Pots</p>\n\n{}"]
)
def test_a_bullet_in_a_comment_or_behind_an_empty_line_is_no_part_of_the_html(html: str) -> None:
    listed = read(html.format(f"- {RESNET_TITLE} (CVPR 2016)") + "\n")
    assert not [left for left in listed.left_over if left.reason.startswith("a bullet right below HTML")]
