"""The floor under what is read from real lists, and how it is counted."""

from __future__ import annotations

import json
from pathlib import Path

from evaluation.reading import Figures, measure_reading
from tests.shared import shared

FLOOR_IDS, FLOOR_IDS_IN_A_LIST, FLOOR_EXACT, FLOOR_FOLDED = 0.998, 0.98, 0.99, 0.998
"""Just under what is reached. Every miss known today is a label that is wrong: a volume's path taken for a DOI, a
heading's venue or half a quotation mark in a title."""
MOST_ENTRIES = 9_700
"""Reading everything would reach any share: so many entries were looked at by eye, sample by sample."""


def test_real_lists_are_read_as_they_are_labelled() -> None:
    data = shared("eval")
    if data is None:
        return
    measured = measure_reading(data)
    total = measured.total
    assert total.labels > 7_900
    assert total.share(total.ids) >= FLOOR_IDS
    assert total.share(total.exact) >= FLOOR_EXACT
    assert total.share(total.folded) >= FLOOR_FOLDED
    assert {name for name, each in measured.lists.items() if each.share(each.ids) < FLOOR_IDS_IN_A_LIST} == set()
    assert total.entries <= MOST_ENTRIES
    assert len(measured.kinds) == 9


def labelled(folder: Path, line: int, identifier: str, title: str) -> Figures:
    """What is counted for one list of two papers and one label."""
    (folder / "lists").mkdir()
    (folder / "lists" / "a.md").write_text(
        "- [OSDI '22] Orca [[pdf]](https://www.usenix.org/conference/osdi22/presentation/yu)\n- [OSDI '22] Alpa\n"
    )
    row = {"title": title, "id_type": "usenix", "identifier": identifier, "list": "a", "file": "a.md", "line": line}
    (folder / "pairs.jsonl").write_text(json.dumps(row) + "\n")
    return measure_reading(folder).total


def test_a_label_is_found_at_its_line_alone(tmp_path: Path) -> None:
    found = labelled(tmp_path, 1, "osdi22/YU", "ORCA")
    assert found == Figures(labels=1, ids=1, exact=0, folded=1, entries=2, unnamed=1, left_over=0)


def test_a_label_of_another_line_is_missed(tmp_path: Path) -> None:
    found = labelled(tmp_path, 2, "osdi22/yu", "Orca")
    assert (found.ids, found.exact, found.folded) == (0, 0, 0)
