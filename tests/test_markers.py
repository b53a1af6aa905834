from __future__ import annotations

import pytest

from pipeline.errors import PapersError
from pipeline.markers import END, START, find_markers


@pytest.mark.parametrize(
    ("readme", "expected"),
    [
        ("", None),
        ("# T\n\ntext\n", None),
        (f"{START}\n{END}\n", (0, 1)),
        (f"# T\n\n{START}\n\n- old\n\n  <details>\n\n  a\n\n  </details>\n\n{END}\n\nend", (2, 12)),
        (f"a sentence\n{START}\nold\n{END}", (1, 3)),
        (f"a\r\n\r\n{START}\r\nold\r\n{END}\r\n", (2, 4)),
        (f"a\r\r{START}\rold\r{END}\r", (2, 4)),
        (f"form\x0cfeed\u2028\n\n  {START}\n{END}\n", (2, 3)),
        (f"\ufeff{START}\n{END}\n", (0, 1)),
    ],
)
def test_markers_are_found_by_line(readme: str, expected: tuple[int, int] | None) -> None:
    assert find_markers(readme) == expected


@pytest.mark.parametrize(
    "mention",
    [
        f"```\n{START}\n{END}\n```",
        f"~~~ md\n{END}\n~~~",
        f"text\n\n    {START}\n    {END}",
        f"Put `{START}` and `{END}` in.",
        f"Put {START} here.",
        "<!-- the list stands between catalogue:start and catalogue:end -->",
        f"- item\n\n  ```\n  {START}\n  ```",
    ],
)
def test_markers_that_are_only_talked_about_do_not_count(mention: str) -> None:
    assert find_markers(f"{mention}\n") is None
    assert find_markers(f"{mention}\n\n{START}\n{END}\n\n{mention}\n") is not None


@pytest.mark.parametrize(
    ("readme", "said"),
    [
        (f"{START}\n", "holds <!-- catalogue:start --> in line 1; mend"),
        (f"a\n\n{END}\n", "holds <!-- catalogue:end --> in line 3; mend"),
        (f"{END}\n\n{START}\n", "end --> in line 1, <!-- catalogue:start --> in line 3"),
        (f"{START}\n{START}\n{END}\n", "start --> in line 1, <!-- catalogue:start --> in line 2"),
        (f"{START}\n{END}\n{START}\n{END}\n", "in line 4"),
        (f"a\n\n<!--catalogue:start-->\n{END}\n", "damaged catalogue marker in the block at line 3"),
        (f"<!-- catalogue:start\n-->\n{END}\n", "damaged catalogue marker in the block at line 1"),
        (f"{START} text\n{END}\n", "damaged catalogue marker in the block at line 1"),
        (f"<div>\n{START}\n\n{END}\n</div>\n", "damaged catalogue marker in the block at line 1"),
        (f"- item\n\n  {START}\n\n{END}\n", "damaged catalogue marker in the block at line 3"),
        (f"> {START}\n> {END}\n", "damaged catalogue marker in the block at line 1"),
    ],
)
def test_damaged_markers_are_named_and_nothing_is_guessed(readme: str, said: str) -> None:
    with pytest.raises(PapersError) as refused:
        find_markers(readme)

    assert said in str(refused.value)
