"""`mlsys-papers audit`, from the list to the exit code, over real HTTP."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PapersError
from tests.end_to_end.desk import Desk
from tests.end_to_end.samples import FERRY, HARBOR, QUARRY, THICKET
from tests.standin import Fault, Record, Standin

RENAMED = Record(
    title="Anchor: Elastic Checkpointing on Spot Machines", arxiv_id="2301.00001", authors=("Ada Quill",), s2=False
)
WITHDRAWN = Record(
    title="Mirage: Proving That Checkpoints Are Free of Charge",
    arxiv_id="2301.00002",
    arxiv_comment="This paper has been withdrawn by the author due to an error in Lemma 1",
)
COLM = Record(
    title="Lantern: Language Models that Show Their Work",
    authors=("Ina Holm",),
    year=2024,
    venue="COLM",
    arxiv_id="2301.00003",
    arxiv_date="2023-01-05",
)
LIST = f"""\
# Papers of a harbour town

- [OSDI '23] {HARBOR.title} [[link]](https://arxiv.org/abs/{HARBOR.arxiv_id})
- [OSDI '23] {FERRY.title} [[link]](https://arxiv.org/abs/{QUARRY.arxiv_id})
- Wharf: Elastic Checkpointing for Spot Machines [[pdf]](https://arxiv.org/pdf/{RENAMED.arxiv_id}v2.pdf)
- {WITHDRAWN.title} [[link]](https://arxiv.org/abs/{WITHDRAWN.arxiv_id})
- {THICKET.title} [[link]](https://doi.org/10.5281/zenodo.5181820)
- Zephyr: A Paper that No Index Has Ever Heard Of [[link]](https://arxiv.org/abs/2301.99999)
- [Arxiv '23] {COLM.title} [[link]](https://arxiv.org/abs/{COLM.arxiv_id})
- Sextant: Old Proceedings Never Sink [[link]](https://www.usenix.org/conference/osdi22/presentation/quill)
"""
VERDICTS = {
    "Harbor": "ok",
    "Ferry": "wrong_paper",
    "Wharf": "renamed",
    "Mirage": "withdrawn",
    "Thicket": "wrong_kind",
    "Zephyr": "dead",
    "Lantern": "ok",
    "Sextant": "unchecked",
}


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Desk]:
    with Standin([HARBOR, QUARRY, FERRY, THICKET, RENAMED, WITHDRAWN, COLM]) as standin:
        desk = Desk(tmp_path / "desk", standin)
        desk.list.write_text(LIST, encoding="utf-8")
        yield desk


def document(desk: Desk, *words: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(desk.run("audit", "--json", *words, *desk.flags).out)
    return parsed


def verdicts(told: dict[str, Any]) -> dict[str, str]:
    return {entry["title"].partition(":")[0]: entry["verdict"] for entry in told["entries"]}


def test_every_kind_of_link_gets_its_verdict(harbour: Desk) -> None:
    told = document(harbour)
    assert verdicts(told) == VERDICTS
    assert (told["counts"]["ok"], told["needs_a_person"]) == (2, 4)
    (wharf,) = (entry for entry in told["entries"] if entry["verdict"] == "renamed")
    assert wharf["leads_to"] == RENAMED.title
    assert wharf["links"][0]["identifier"] == {"kind": "arxiv", "value": RENAMED.arxiv_id}


def test_a_person_reads_both_titles_and_the_exit_code_says_that_one_must(harbour: Desk) -> None:
    told = harbour.run("audit", *harbour.flags)
    assert told.code == 4
    assert f"https://arxiv.org/abs/{QUARRY.arxiv_id} is “{QUARRY.title}”" in told.out
    assert "its title is another, and the listed one is that of " in told.out
    assert "line 9: [Arxiv '23] -> [COLM '24]" in told.out
    assert "4 entries need a person's eye." in told.out
    assert "Sextant" not in told.out
    assert "Sextant" in harbour.run("audit", "-v", *harbour.flags).out


def test_a_short_name_with_the_link_of_the_entry_before_is_told(harbour: Desk) -> None:
    link = f"[[link]](https://arxiv.org/abs/{HARBOR.arxiv_id})"
    harbour.list.write_text(f"# Papers\n\n- {HARBOR.title} {link}\n- Rest Is All You Need {link}\n", encoding="utf-8")
    told = harbour.run("audit", *harbour.flags)
    assert told.code == 4
    assert (
        "unchecked (doubtful): the listed name says too little, and line 3 names the paper that it leads to" in told.out
    )


def test_nothing_to_see_is_exit_code_0(desk: Desk) -> None:
    told = desk.run("audit", *desk.flags)
    assert (told.code, told.err) == (0, "")
    assert "1 link of 5 entries: 1 ok" in told.out
    desk.list.write_text("# Papers\n\n- [OSDI '23] Harbor\n", "utf-8")
    assert desk.run("audit", *desk.flags).out.splitlines() == ["1 entry, without a link to a paper"]


def test_it_asks_in_batches_and_after_a_run_nothing(harbour: Desk) -> None:
    first = harbour.run("audit", *harbour.flags)
    assert len(first.requests) < 8
    assert harbour.run("audit", *harbour.flags).requests == ()
    harbour.enrich()
    before = harbour.everything()
    assert harbour.run("audit", *harbour.flags).requests == ()
    assert harbour.everything() == before


def test_a_run_leaves_nothing_to_ask(harbour: Desk) -> None:
    harbour.enrich()
    assert harbour.run("audit", *harbour.flags).requests == ()


def test_offline_it_goes_by_the_cache(harbour: Desk) -> None:
    assert set(verdicts(document(harbour, "--offline")).values()) == {"unchecked", "wrong_kind"}
    harbour.run("audit", *harbour.flags)
    told = harbour.run("audit", "--offline", "--json", *harbour.flags)
    assert (told.requests, verdicts(json.loads(told.out))) == ((), VERDICTS)


def test_an_outage_is_no_finding(harbour: Desk) -> None:
    assert harbour.standin
    harbour.standin.arxiv.fail_always = Fault.status(500)
    harbour.standin.semantic_scholar.fail_always = Fault.status(500)
    told = harbour.run("audit", "--json", "--patience", "0", *harbour.flags)
    assert set(verdicts(json.loads(told.out)).values()) == {"unchecked", "wrong_kind"}


def test_a_pin_settles_a_link(harbour: Desk) -> None:
    (harbour.folder / "decisions.toml").write_text(
        f'[[pin]]\nentry = "{FERRY.title}"\narxiv = "{QUARRY.arxiv_id}"\nreason = "Seen."\ndate = 2026-11-01\n', "utf-8"
    )
    assert verdicts(document(harbour))["Ferry"] == "ok"


def test_the_patch_betters_the_tag_and_nothing_else(harbour: Desk) -> None:
    diff = harbour.folder / "tags.diff"
    told = harbour.run("audit", "--patch", str(diff), *harbour.flags)
    assert f"{diff} betters 1 tag" in told.out
    subprocess.run(["git", "apply", diff], cwd=harbour.folder, check=True)  # noqa: S603, S607  the one in PATH
    assert harbour.list.read_text("utf-8") == LIST.replace("Arxiv '23", "COLM '24")


def test_a_patch_without_a_suggestion_is_empty_and_says_so(harbour: Desk) -> None:
    diff = harbour.folder / "tags.diff"
    diff.write_text("what stood there before", "utf-8")
    harbour.list.write_text(LIST.replace("Arxiv '23", "COLM '24"), "utf-8")
    told = harbour.run("audit", "--patch", str(diff), *harbour.flags)
    assert f"{diff} is empty: no tag can say more by now" in told.out
    assert "git apply" not in told.out
    assert diff.read_text("utf-8") == ""


def test_a_tag_that_cannot_be_placed_is_left_to_a_person_and_told(harbour: Desk) -> None:
    diff = harbour.folder / "tags.diff"
    line = f"{COLM.title} [[link]](https://arxiv.org/abs/{COLM.arxiv_id})"
    harbour.list.write_text(LIST.replace(line, f"{line}\n  - Once tagged Arxiv '23."), "utf-8")
    told = harbour.run("audit", "--patch", str(diff), *harbour.flags)
    assert ": change this tag by hand" in told.out
    assert f"{diff} is empty: no tag can say more by now but those to change by hand" in told.out
    assert diff.read_text("utf-8") == ""


def test_a_patch_that_a_full_disk_refuses_costs_no_finding(harbour: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, text: str) -> None:
        raise PapersError(f"{path} cannot be written with its {len(text)} letters")

    monkeypatch.setattr("pipeline.commands.audit.put_file", full)
    told = harbour.run("audit", "--patch", str(harbour.folder / "tags.diff"), *harbour.flags)
    assert told.code == 1
    assert "need a person's eye" in told.out
    assert "cannot be written" in told.err


def test_a_patch_makes_its_folder(harbour: Desk) -> None:
    diff = harbour.folder / "diffs" / "today" / "tags.diff"
    harbour.run("audit", "--patch", str(diff), *harbour.flags)
    assert "COLM '24" in diff.read_text("utf-8")


@pytest.mark.parametrize("name", ["list.md", "out/catalogue.json", "decisions.toml", "out", "list.md/x", "x" * 300])
def test_what_is_no_place_for_a_patch_is_told_before_anything_is_asked(harbour: Desk, name: str) -> None:
    harbour.out.mkdir()
    before = harbour.everything()
    told = harbour.run("audit", "--patch", str(harbour.folder / name), *harbour.flags)
    assert (told.code, told.requests) == (2, ())
    assert "name another file with `--patch`" in told.err
    assert harbour.everything() == before


def test_hostile_titles_stay_text(tmp_path: Path) -> None:
    evil = "Kelpie \x1b[31m\x1b]0;owned\x07 \x9b2J \u202e [bold]loud[/bold] and Nothing of the Kind"
    with Standin([Record(title=evil, arxiv_id="2301.00001", venue="](javascript:alert(1))", year=2024)]) as standin:
        desk = Desk(tmp_path / "desk", standin)
        desk.list.write_text(f"- [arXiv '23] {HARBOR.title} [[pdf]](https://arxiv.org/abs/2301.00001)\n", "utf-8")
        for words in ((), ("--json",)):
            told = desk.run("audit", *words, *desk.flags)
            assert told.code == 4
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(told.out + told.err)
        assert "[bold]loud[/bold]" in desk.run("audit", *desk.flags).out
