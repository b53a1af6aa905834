"""What is listed, and the papers that the services offer: made up from a seed, or taken from a records file.

Of a hundred titles 85 are on arXiv; the others only Semantic Scholar knows, save one title in 200 that is nowhere.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.titles import titles
from tests.standin import Corpus, Record

SEED = 20_260_101
ON_ARXIV = 0.85
NOWHERE = 0.005
PUBLISHED_TOO = 0.5
_SENTENCES, _TO_AN_ABSTRACT = 400, 16  # 1,200 letters or so, as real abstracts have
_GIVEN = "Ada Bo Chen Dara Emil Femi Gita Hana Ines Jun Kofi Lena Mika Noor Otto Priya Quy Rosa Sami Tove".split()
_FAMILY = (
    "Abara Berg Castell Diallo Eriksen Fontana Gupta Haddad Ito Jansen Kowal Li Moreau Nguyen Okafor Park Quist Rossi "
    "Silva Tan Ueda Varga Wang Xu Yilmaz Zhang"
).split()
_VENUES = "OSDI SOSP NSDI ATC EuroSys ASPLOS MLSys FAST SIGCOMM VLDB".split()
_FIRST_RECORD_AS_CORPUS_ID = 1_000_000_000
_SHORT_VENUE = re.compile(r"[A-Za-z]{2,10}")
_NOT_LETTERS = re.compile(r"[\W_]+")


class Work(NamedTuple):
    """One listed title. `answers` are the identifiers of the papers that it means (`arxiv:…`, `corpus_id:…`): none
    where the paper is nowhere. `tag` is the bracket before it, such as `OSDI '22`."""

    title: str
    tag: str | None
    on_arxiv: bool
    answers: frozenset[str]


class Material(NamedTuple):
    """A list's works, and all that the services know: at least the papers of those works that are somewhere."""

    works: tuple[Work, ...]
    corpus: Corpus


def invented(number: int) -> Material:
    """So many made-up papers, the same ones each time."""
    chance = Random(SEED)  # noqa: S311  reproducible, not secret
    on_arxiv = [place < round(number * ON_ARXIV) for place in range(number)]
    chance.shuffle(on_arxiv)
    sentences = list(islice(titles(chance), _SENTENCES))
    named = zip(on_arxiv, titles(chance), strict=False)  # titles have no end
    records = [_record(chance, place, title, sentences, on_arxiv=on) for place, (on, title) in enumerate(named)]
    chance.shuffle(records)
    off_arxiv = [record.title for record in records if not record.arxiv_id]
    gone = set(chance.sample(off_arxiv, int(number * NOWHERE)))
    works = tuple(_work(record, [] if record.title in gone else [record]) for record in records)
    return Material(works, Corpus.of(record for record in records if record.title not in gone))


def _record(chance: Random, place: int, title: str, sentences: Sequence[str], *, on_arxiv: bool) -> Record:
    """One paper; half of those on arXiv were published elsewhere too, and all of the others."""
    year, month = chance.randint(2015, 2025), chance.randint(1, 12)
    published = not on_arxiv or chance.random() < PUBLISHED_TOO
    return Record(
        title=title,
        record=place,
        authors=tuple(f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}" for _ in range(chance.randint(1, 7))),
        year=year,
        venue=chance.choice(_VENUES) if published else "arXiv.org",
        publication_date=f"{year}-{month:02}-{chance.randint(1, 28):02}",
        arxiv_id=f"{year % 100}{month:02}.{place:05}" if on_arxiv else None,
        doi=f"10.5555/{year}.{place:07}" if published else None,
        citation_count=int(chance.paretovariate(0.6)) - 1,
        abstract=". ".join(chance.sample(sentences, _TO_AN_ABSTRACT)) + ".",
    )


def from_file(path: Path, number: int) -> Material:
    """So many works chosen from the papers of a records file, plain or gzipped; the services know all of its papers.

    Papers with the same title count as one work, for a list that gives titles alone cannot mean one of them.
    """
    rows = list(_rows(path))
    by_title: dict[str, list[Record]] = {}
    for row in rows:
        by_title.setdefault(_letters(row.title), []).append(row)
    chosen = _chosen(by_title, number)
    off_arxiv = [title for title in chosen if not any(row.arxiv_id for row in by_title[title])]
    gone = set(Random(SEED).sample(off_arxiv, int(number * NOWHERE)))  # noqa: S311  reproducible, not secret
    works = tuple(_work(by_title[title][0], [] if title in gone else by_title[title]) for title in chosen)
    return Material(works, Corpus.of(row for row in rows if _letters(row.title) not in gone))


def _chosen(by_title: dict[str, list[Record]], number: int) -> list[str]:
    chance = Random(SEED)  # noqa: S311  reproducible, not secret
    on_arxiv = [title for title, rows in by_title.items() if title and any(row.arxiv_id for row in rows)]
    others = sorted(by_title.keys() - set(on_arxiv) - {""})
    wanted = round(number * ON_ARXIV)
    chosen = [*chance.sample(on_arxiv, wanted), *chance.sample(others, number - wanted)]
    chance.shuffle(chosen)
    return chosen


def _rows(path: Path) -> Iterator[Record]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Record.model_validate_json(line)


def _work(record: Record, papers: Sequence[Record]) -> Work:
    answers = frozenset(name for paper in papers for name in _names(paper))
    return Work(record.title, _tag(record), record.arxiv_id is not None and bool(papers), answers)


def _names(record: Record) -> Iterator[str]:
    if record.arxiv_id:
        yield f"arxiv:{record.arxiv_id}"
    if record.record is not None:
        yield f"corpus_id:{_FIRST_RECORD_AS_CORPUS_ID + record.record}"


def _tag(record: Record) -> str | None:
    venue = "Arxiv" if record.arxiv_id else record.venue
    if venue is None or record.year is None or not _SHORT_VENUE.fullmatch(venue):
        return None
    return f"{venue} '{record.year % 100:02}"


def _letters(title: str) -> str:
    return _NOT_LETTERS.sub("", title.casefold())
