"""A diff that the real `git apply` takes, and that touches nothing but the tags."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.auditing.findings import Upgrade
from pipeline.auditing.patch import patch
from tests.auditing.samples import TITLE, entry

LIST = """\
# Papers on arXiv '23

- [arXiv '23] First of All [[link]](https://arxiv.org/abs/2305.01001)
  - A note on [arXiv '22], arXiv '230 and parXiv '23.
- [OSDI '22] Second
- Third
  - arXiv '23
"""
STARTS = [3, 5, 6]


def suggestion(line: int, listed: str = "arXiv '23", better: str = "COLM ‘24") -> Upgrade:
    return Upgrade(entry=entry(line=line, tag=listed), listed=listed, better=better, evidence="")


def applied(text: str, name: str, suggestions: list[Upgrade], folder: Path) -> bytes:
    """The file after Git has taken the diff, run where the file is."""
    (folder / name).write_bytes(text.encode())
    (folder / "tags.diff").write_bytes(patch(text, name, suggestions, STARTS).diff.encode())
    subprocess.run(["git", "apply", "tags.diff"], cwd=folder, check=True, capture_output=True)  # noqa: S607  the one in PATH
    return (folder / name).read_bytes()


@pytest.mark.parametrize("name", ["list.md", "my list.md", 'o"dd\\.md', "論文.md"])
@pytest.mark.parametrize(
    "text",
    [
        LIST,
        LIST.rstrip("\n"),
        LIST.replace("\n", "\r\n"),
        "\ufeff" + LIST,
        LIST.replace("All", "All\x0b\x0c\u2028\x85"),
    ],
    ids=["plain", "no last line end", "Windows", "byte order mark", "odd breaks"],
)
def test_git_takes_it(name: str, text: str, tmp_path: Path) -> None:
    wanted = text.replace("- [arXiv '23] First", "- [COLM ‘24] First").replace("  - arXiv '23", "  - COLM ‘24")
    assert applied(text, name, [suggestion(3), suggestion(6)], tmp_path) == wanted.encode()


@pytest.mark.parametrize(
    "twice", ["- [arXiv '23] On arXiv '23\n- Second\n", "- [arXiv '23] On\n  - arXiv '23\n- Second\n"]
)
def test_what_stands_twice_in_the_lines_of_its_entry_or_nowhere_is_left_to_people(twice: str) -> None:
    second = twice.count("\n")
    ones = [suggestion(1), suggestion(second)]
    assert patch(twice, "list.md", ones, [1, second]) == ("", tuple(ones))


def changes(text: str, listed: str, title: str = TITLE) -> list[str]:
    """The lines that the patch writes anew for one entry, on the first line."""
    one = Upgrade(entry=entry(line=1, tag=listed, title=title), listed=listed, better="COLM 2024", evidence="")
    diff, unplaced = patch(text, "list.md", [one], [1])
    assert bool(diff) is not bool(unplaced)
    return [line for line in diff.splitlines()[3:] if line.startswith("+")]


@pytest.mark.parametrize(
    "line",
    [
        f"- [{TITLE}](https://arxiv.org/abs/2305.01001)",
        f"- [{TITLE}](notes/arxiv/(arxiv).pdf)",
        f"- {TITLE} https://example.org/arxiv/(arxiv)",
        f"- {TITLE} <https://example.org/,arxiv>",
        f'- <a href="papers/arxiv 1.pdf" title="arxiv">{TITLE}</a>',
        f"- {TITLE}, of arxiv.org, arxiv-sanity, of_arxiv_lists and www.arxiv/arxiv's",
    ],
)
def test_a_link_s_target_and_a_part_of_a_word_are_no_tag(line: str) -> None:
    assert changes(f"{line}\n  - *arxiv*\n", "arxiv") == ["+  - *COLM 2024*"]
    assert changes(f"{line}\n  - _arxiv_\n", "arxiv") == ["+  - _COLM 2024_"]
    assert changes(f"{line}\n", "arxiv") == []


@pytest.mark.parametrize(
    "title", ["Mining arXiv 2023 Submissions", "Mining **arXiv 2023** Submissions", "Mining\n  arXiv 2023 Submissions"]
)
def test_the_entry_s_own_title_is_no_tag(title: str) -> None:
    text = f"- [{title}](https://example.org/x.pdf)\n  - arXiv 2023\n"
    assert changes(text, "arXiv 2023", "Mining arXiv 2023 Submissions") == ["+  - COLM 2024"]
    assert changes(text.replace("- arXiv", "- Axiv"), "arXiv 2023", "Mining arXiv 2023 Submissions") == []


def test_a_heading_below_the_entry_is_not_taken() -> None:
    assert changes(f"- {TITLE}\n\n## arXiv 2023\n", "arXiv 2023") == []


def test_the_tag_of_the_next_entry_is_not_taken() -> None:
    assert patch("- First\n- [arXiv '23] Second\n", "list.md", [suggestion(1)], [1, 2]).diff == ""


def test_two_tags_on_one_line_are_both_placed() -> None:
    text = "| [arXiv '23] | [arXiv 2023] |\n"
    ones = [suggestion(1), suggestion(1, "arXiv 2023", "OSDI 2024")]
    assert "+| [COLM ‘24] | [OSDI 2024] |\n" in patch(text, "list.md", ones, [1]).diff
