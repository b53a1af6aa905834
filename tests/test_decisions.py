"""Decisions: what a ruling may say, which entry it is about, and one sentence for what is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline import decisions
from pipeline.decisions import Rulings, load_decisions, overruled, ruled
from pipeline.errors import PapersError
from pipeline.matching.decide import Rejection, Ruling
from pipeline.matching.normalise import folded_title_id
from pipeline.models import Entry, PaperId

SHA = "9d7a75601e0e50dd68d40cfb8ef0e891dad797a6"
LUMOS = Entry(id="lumos-kernel-testing", title="LUMOS: Kernel Testing", line=3)
ORCA = Entry(id="orca", title="Orca", line=4)


def loaded(folder: Path, text: str) -> Rulings:
    path = folder / "decisions.toml"
    path.write_text(text, "utf-8")
    return load_decisions(path)


def pin(keys: str, entry: str = "lumos-kernel-testing") -> str:
    return f'[[pin]]\nentry = "{entry}"\n{keys}\nreason = "Renamed."\ndate = 2026-11-23\n'


def test_without_a_file_nothing_is_ruled(tmp_path: Path) -> None:
    assert load_decisions(tmp_path / "decisions.toml").ruling(LUMOS) is None


@pytest.mark.parametrize(
    ("keys", "paper"),
    [
        ('arxiv = "arXiv:2310.03294v2"', PaperId("arxiv", "2310.03294")),
        ('doi = "https://doi.org/10.1145/ABC"', PaperId("doi", "10.1145/abc")),
        ('doi = "10.48550/arXiv.2310.03294"', PaperId("arxiv", "2310.03294")),
        (f'semantic_scholar = "{SHA.upper()}"', PaperId("semantic_scholar", SHA)),
        ("corpus_id = 251734964", PaperId("corpus_id", "251734964")),
        ('corpus_id = "251734964"', PaperId("corpus_id", "251734964")),
        ('url = "https://example.org/lumos"', PaperId("url", "https://example.org/lumos")),
        ('url = "https://arxiv.org/abs/2310.03294"', PaperId("arxiv", "2310.03294")),
        (
            'url = "https://www.usenix.org/conference/osdi22/presentation/yu"',
            PaperId("url", "https://www.usenix.org/conference/osdi22/presentation/yu"),
        ),
        ('paper_title = "Snowcat: Kernel Testing"\nyear = 2023', folded_title_id("Snowcat: Kernel Testing", 2023)),
    ],
)
def test_a_pin_names_a_paper_in_one_of_seven_ways(tmp_path: Path, keys: str, paper: PaperId) -> None:
    ruling = loaded(tmp_path, pin(keys)).ruling(LUMOS)
    assert ruling is not None
    assert (ruling.pin, ruling.pin_reason, ruling.pin_day) == (paper, "Renamed.", date(2026, 11, 23))


def test_a_pin_by_title_keeps_the_title_for_print(tmp_path: Path) -> None:
    ruling = loaded(tmp_path, pin('paper_title = "Snowcat: Kernel Testing"\nyear = 2023')).ruling(LUMOS)
    assert ruling is not None
    assert (ruling.pin_title, ruling.pin_year) == ("Snowcat: Kernel Testing", 2023)


@pytest.mark.parametrize("name", ["lumos-kernel-testing", "LUMOS: Kernel Testing", "lumos — kernel testing!"])
def test_an_entry_is_named_by_id_or_title_whatever_its_case_and_punctuation(tmp_path: Path, name: str) -> None:
    rulings = loaded(tmp_path, pin('doi = "10.1145/1.2"', name))
    assert rulings.ruling(LUMOS) is not None
    assert rulings.ruling(ORCA) is None
    assert rulings.orphans([LUMOS, ORCA]) == ()


def test_rejections_add_up_and_a_retirement_tells_its_reason(tmp_path: Path) -> None:
    rulings = loaded(
        tmp_path,
        '[[reject]]\nentry = "Orca"\narxiv = "2310.03294"\n'
        '[[reject]]\nentry = "orca"\ndoi = "10.1145/1.2"\nreason = "Another Orca."\ndate = 2026-11-23\n'
        '[[retire]]\nentry = "LUMOS: Kernel Testing"\nreason = "Withdrawn."\ndate = 2026-11-23\n',
    )
    assert rulings.ruling(ORCA) == Ruling(
        rejections=(
            Rejection(PaperId("arxiv", "2310.03294")),
            Rejection(PaperId("doi", "10.1145/1.2"), reason="Another Orca.", day=date(2026, 11, 23)),
        )
    )
    assert rulings.ruling(LUMOS) == Ruling(retired="Withdrawn.")


def test_a_retirement_needs_no_reason_to_be_obeyed(tmp_path: Path) -> None:
    ruling = loaded(tmp_path, '[[retire]]\nentry = "Orca"\n').ruling(ORCA)
    assert ruling is not None
    assert ruling.retired


def test_of_two_decisions_that_contradict_each_other_the_one_that_is_not_obeyed_is_told(tmp_path: Path) -> None:
    decided = loaded(
        tmp_path,
        pin('arxiv = "2310.03294"', LUMOS.id)
        + f'[[retire]]\nentry = "{LUMOS.id}"\n'
        + pin('arxiv = "2309.06180"', ORCA.id)
        + f'[[reject]]\nentry = "{ORCA.id}"\nurl = "https://arxiv.org/abs/2309.06180v2"\n'
        + f'[[reject]]\nentry = "{ORCA.id}"\narxiv = "1706.03762"\n',
    )
    rulings = {entry.id: ruling for entry in (LUMOS, ORCA) if (ruling := decided.ruling(entry))}
    assert overruled(rulings) == (
        f"[[pin]] {LUMOS.id!r}: the entry is retired too, which is obeyed; delete one of the two",
        f"[[reject]] {ORCA.id!r}: the entry is pinned to that paper, which is obeyed; delete one of the two",
    )


def test_a_decision_about_no_entry_is_told(tmp_path: Path) -> None:
    rulings = loaded(tmp_path, pin('doi = "10.1145/1.2"', "Lumus") + '[[retire]]\nentry = "Orca"\n')
    assert rulings.orphans([ORCA]) == (
        "[[pin]] 'Lumus': no entry has this id or title; mend the name, or delete the decision",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[pin]\n", r"decisions\.toml, line 1: is not TOML"),
        (
            '[pin]\nentry = "Orca"\n',
            r'`pin` is \{"entry": "Orca"\}, and should be tables of their own, each below a line \[\[pin',
        ),
        ("pin = 3\n", r"line 1: `pin` is 3, and should be tables of their own"),
        ('retire = ["Orca"]\n', r'`retire` is "Orca", and should be tables of their own'),
        ("[[pins]]\n", r"decisions\.toml.*: `pins` is not a known key; allowed are pin, reject, retire"),
        (
            pin('doi = "10.1145/1"\nnote = "x"'),
            r"line 4: `pin\.note` is not a known key; allowed are entry, arxiv, doi",
        ),
        ('[[pin]]\nentry = "Orca"\ndoi = "10.1145/1"\ndate = 2026-11-23\n', r"line 1: `pin\.reason` is missing"),
        (
            pin('doi = "10.1145/1"') + pin("arxiv = 2310.03294", "Orca"),
            r'line 8: `pin\.arxiv` is 2310\.03294, and should be an arXiv identifier in quotation marks, like "2310',
        ),
        (pin('arxiv = "LUMOS"'), r"line 3: `pin\.arxiv`: 'LUMOS' is no arXiv identifier; it looks like 2310\.03294"),
        (pin('doi = "1145"'), r"line 3: `pin\.doi`: '1145' is no DOI"),
        (pin('semantic_scholar = "abc"'), r"line 3: `pin\.semantic_scholar`: 'abc' is no Semantic Scholar id"),
        (pin('corpus_id = "x"'), r'line 3: `pin\.corpus_id`: "x" is no corpus id'),
        (pin("corpus_id = true"), r"line 3: `pin\.corpus_id`: true is no corpus id"),
        (pin("corpus_id = 2026-11-30"), r"line 3: `pin\.corpus_id`: 2026-11-30 is no corpus id"),
        (pin('url = "example.org"'), r"line 3: `pin\.url`: 'example\.org' is no URL"),
        (pin('url = "https://"'), r"line 3: `pin\.url`: 'https://' is no URL"),
        (pin(""), r"line 1: `pin`: name the paper by exactly one of arxiv, doi, .*, not by none"),
        (
            pin('arxiv = "2310.03294"\ndoi = "10.1145/1"'),
            r"line 1: `pin`: name the paper by exactly one .* arxiv and doi",
        ),
        (pin('paper_title = "Snowcat"'), r"line 1: `pin`: `paper_title` and `year` go together"),
        (
            pin('doi = "10.1145/1"').replace("2026-11-23", '"soon"'),
            r'line 5: `pin\.date` is "soon", and should be a day like 2026-',
        ),
        (
            pin('doi = "10.1145/1"', "Orca") + pin('doi = "10.1145/2"', "ORCA"),
            r"decisions\.toml, lines 1 and 6: two pins for one entry, 'ORCA': keep one",
        ),
    ],
)
def test_a_mistake_gets_one_sentence_with_file_line_and_key(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(PapersError, match=says) as caught:
        loaded(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_two_pins_for_one_entry_are_found_even_if_one_names_its_title(tmp_path: Path) -> None:
    entry = Entry(id="kernel-2", title="Kernel Testing", line=1)
    names = ["Orca", "Kernel Testing", "Heron", "kernel-2"]
    rulings = loaded(tmp_path, "".join(pin(f'doi = "10.1145/{place}"', name) for place, name in enumerate(names)))
    told = (
        r"decisions\.toml, lines 6 and 16: two pins for one entry, 'kernel-2', one by id and one by title: keep one\.$"
    )
    with pytest.raises(PapersError, match=told):
        ruled(rulings, [ORCA, entry], tmp_path / "decisions.toml")


def test_of_several_pins_for_one_entry_the_second_of_the_first_such_is_told(tmp_path: Path) -> None:
    names = ["Heron", "?", "Orca", "Lynx", "orca", "ORCA!", "heron.", "!"]
    with pytest.raises(PapersError, match=r"lines 1 and 31: two pins for one entry, 'heron\.': keep one"):
        loaded(tmp_path, "".join(pin(f'doi = "10.1145/{number}"', name) for number, name in enumerate(names)))


def test_an_entry_s_id_means_no_decision_whose_title_folds_to_it(tmp_path: Path) -> None:
    rulings = loaded(tmp_path, pin('doi = "10.1145/1"', "Orca!"))
    assert rulings.ruling(Entry(id="orca", title="Another Title", line=1)) is None


def test_what_is_ruled_by_id_and_by_title_stands_once_and_in_the_order_of_the_file(tmp_path: Path) -> None:
    lynx = Entry(id="lynx", title="Lynx", line=1)
    names = ["LYNX", "lynx", "Lynx"]
    blocks = [f'[[reject]]\nentry = "{name}"\ndoi = "10.1145/{number}"\n' for number, name in enumerate(names)]
    ruling = loaded(tmp_path, "".join(blocks)).ruling(lynx)
    assert ruling is not None
    assert ruling.rejected == tuple(PaperId("doi", f"10.1145/{number}") for number in range(3))


def test_no_decision_is_read_again_for_each_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[str] = []

    def counting(title: str) -> str:
        folded.append(title)
        return title.lower()

    monkeypatch.setattr(decisions, "fold", counting)
    entries = [Entry(id=f"e{number}", title=f"Title {number}", line=number + 1) for number in range(40)]
    text = "".join(pin(f'doi = "10.1145/{entry.line}"', entry.title) for entry in entries)
    text += "".join(f'[[reject]]\nentry = "{entry.title}"\narxiv = "2310.03294"\n' for entry in entries)
    rulings = loaded(tmp_path, text)
    assert all(rulings.ruling(entry) for entry in entries)
    assert len(folded) <= 40 + 2 * 40 + 3 * 40  # the pins once more where they are checked; an entry for each kind
