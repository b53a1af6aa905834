"""What could be a paper and is not read is left over with its reason, and what is no paper is passed over."""

from __future__ import annotations

import pytest

from pipeline.read import read
from tests.reading.dialects import ATTENTION_TITLE, PAPER, RESNET_TITLE


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
    "heading", ["News", "🔥 Updates", "Update log", "Table of Contents", "Star History", "Citation", "贡献"]
)
def test_some_sections_hold_no_papers(heading: str) -> None:
    listed = read(f"## {heading}\n\n- [2024-01] The list has moved.\n\n## Papers\n\n- [{ATTENTION_TITLE}]({PAPER})\n")
    assert [entry.title for entry in listed.entries] == [ATTENTION_TITLE]
    assert [left.line for left in listed.left_over] == [3]


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


@pytest.mark.parametrize("rule", ["---", "***", "_ _ _"])
def test_prose_behind_a_rule_is_left_over_only_where_it_links_to_a_paper(rule: str) -> None:
    foot = "Shipped with care by the potters of the shore, and by many more of their friends."
    cited = f"If any of this was of use to you, then [{ATTENTION_TITLE}]({PAPER}) was of more use to us."
    listed = read(f"- [{RESNET_TITLE}](https://arxiv.org/abs/1512.03385)\n\n{rule}\n\n{foot}\n\n{cited}\n\n{foot}\n")
    assert [entry.title for entry in listed.entries] == [RESNET_TITLE]
    assert [(left.line, left.reason) for left in listed.left_over] == [(7, "prose that links to a paper")]


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


@pytest.mark.parametrize("name", ["Key points", "Domain", "💡 Motivation", "Method"])
def test_a_field_without_a_link_is_no_title_wherever_it_stands(name: str) -> None:
    listed = read(
        f"- **Paper:** [Growing Caches along the Shore]({PAPER})\n- **{name}:** Caches that grow by the sea\n"
    )
    assert [entry.title for entry in listed.entries] == ["Growing Caches along the Shore"]
    assert [left.reason for left in listed.left_over] == ["a field without a link, no title"]


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


def test_a_picture_of_a_paper_is_no_title() -> None:
    (one,) = read(
        f"- [Growing Caches]({PAPER}) ![The caches of the shore](https://arxiv.org/html/1706.03762/x1.png)"
    ).entries
    assert [link.url for link in one.links] == [PAPER]


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
