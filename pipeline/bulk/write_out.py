"""The rows of all chunks become one file, by the ending of its name; what is left over becomes a list for `enrich`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from pipeline.bulk.engine import Share, engine, literal, parquet
from pipeline.bulk.rows import KNOWN_COLUMNS, NUMBERS, OUTCOME_COLUMNS
from pipeline.bulk.whole_file import in_place
from pipeline.errors import UsageError
from pipeline.matching.names import parts_of
from pipeline.models import STATUS
from pipeline.vocabulary.text import one_line
from pipeline.writer import is_no_file, try_place

_FORMATS = {
    ".parquet": "(format parquet, compression zstd)",
    ".jsonl": "(format json)",
    ".ndjson": "(format json)",
    ".json": "(format json)",
    ".csv": "(format csv, header true)",
}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>&#$~|!])")
_YEARS_OF_LISTS = range(1900, 2100)
"""What a list's reader takes for a year."""
_ESCAPED = r"\\\1"
_FORMULA = "'=', '+', '-', '@', chr(9), chr(13)"


def check_targets(out: Path, leftovers: Path | None) -> None:
    """Raises UsageError for an ending that says no format, for a folder that is not there, and for a place that cannot
    be written to."""
    if out.suffix.lower() not in _FORMATS:
        raise UsageError(f"{out}: `--out` ends in .parquet, .jsonl or .csv.")
    for flag, path in (("--out", out), ("--leftovers", leftovers)):
        if path and (path.is_dir() or is_no_file(path)):
            raise UsageError(f"{path} is {'a folder' if path.is_dir() else 'no file'}: `{flag}` names a file.")
        if path and not path.absolute().parent.is_dir():
            raise UsageError(f"{path}: there is no folder {path.absolute().parent}; make it first.")
        if path:
            _try_place(flag, path)


def _try_place(flag: str, path: Path) -> None:
    try:
        try_place(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}): name another file with `{flag}`.") from error


def write_out(
    rows: Sequence[Path], abstracts: Sequence[Path], out: Path, share: Share, *, with_abstracts: bool
) -> None:
    """Writes `out`, whole. With abstracts it has one column more: what the latest generation says of a paper."""
    known = ", ".join(KNOWN_COLUMNS)
    selected = f"select * exclude ({known}) from {parquet(*rows)}"
    if with_abstracts:
        source = (
            f"""(select corpus_id, min(abstract) as abstract from (
                select *, max(generation) over (partition by corpus_id) as latest from {parquet(*abstracts)})
                where generation = latest group by corpus_id)"""
            if abstracts
            else "(select null::varchar as corpus_id, null::varchar as abstract where false)"
        )
        numbered = f"(select *, row_number() over () as place from ({selected}))"
        selected = f"""select rows.* exclude (place), abstract from {numbered} rows left join {source} using (corpus_id)
            order by place"""
    if out.suffix.lower() == ".csv":
        selected = _as_csv(selected, with_abstracts=with_abstracts)
    alone = share._replace(threads=1)  # with more, the engine mixes up blocks of rows on their way into CSV
    with engine(alone, rows[0].parent, ordered=True) as connection, in_place(out.absolute()) as temporary:
        connection.execute(f"copy ({selected}) to {literal(temporary)} {_FORMATS[out.suffix.lower()]}")


def write_leftovers(rows: Sequence[Path], target: Path, share: Share) -> int:
    """Writes the titles that are not matched as a list in Markdown that `enrich --list` reads, each once, with what
    came with it: a table of those without days, and one under a heading for each of the days; returns how many."""
    matched = ", ".join(literal(verdict) for verdict, status in STATUS.items() if status == "matched")
    columns = ", ".join(["title", *KNOWN_COLUMNS])
    days: str | None = None
    number = 0
    with (
        engine(share, rows[0].parent, ordered=True) as connection,
        in_place(target.absolute()) as temporary,
        temporary.open("w", encoding="utf-8") as file,
    ):
        file.write("# Left over\n")
        reading = connection.execute(
            f"""select {columns} from (select {columns}, min(place) as place from (
                    select *, row_number() over () as place from {parquet(*rows)})
                where verdict not in ({matched}) and title != '' group by all)
                order by asked_from_day nulls first, asked_to_day, place"""
        )
        while read := reading.fetchmany(10_000):
            for left in map(_Left._make, read):
                if left.days != days or not number:
                    file.write((f"\n## {left.days}\n" if left.days else "") + _TABLE)
                days = left.days
                file.write(left.row)
                number += 1
    return number


_TABLE = "\n| Title | Authors | Venue | Year | Links |\n| --- | --- | --- | --- | --- |\n"


class _Left(NamedTuple):
    """A title that is left over, with what was known of its paper, as `KNOWN_COLUMNS` have it."""

    title: str
    year: int | None
    authors: str | None
    venue: str | None
    doi: str | None
    arxiv: str | None
    first: date | None
    last: date | None

    @property
    def days(self) -> str | None:
        if self.first is None:
            return None
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"

    @property
    def row(self) -> str:
        """In bold type nothing of a title is taken for anything else."""
        year = str(self.year) if self.year in _YEARS_OF_LISTS else ""
        links = [f"[arXiv](https://arxiv.org/abs/{self.arxiv})"] if self.arxiv else []
        links += [f"[DOI](https://doi.org/{quote(self.doi)})"] if self.doi else []
        authors = ", ".join(map(_in_full, json.loads(self.authors or "[]")))
        cells = (f"**{_plain(self.title)}**", _plain(authors), _plain(self.venue or ""), year, " ".join(links))
        return f"| {' | '.join(cells)} |\n"


def _in_full(name: str) -> str:
    """`Bo Larch` of `Larch, Bo`, for a comma stands between names too."""
    parts = parts_of(name)
    return " ".join(filter(None, (parts.given, parts.family, parts.suffix))) if "," in name else name


def _plain(text: str) -> str:
    """A text as Markdown that says nothing else."""
    return _MARKDOWN.sub(_ESCAPED, one_line(text))


def _as_csv(selected: str, *, with_abstracts: bool) -> str:
    """Text that a spreadsheet would take for a formula begins with an apostrophe."""
    texts = [name for name in ("id", "title", *OUTCOME_COLUMNS) if name not in NUMBERS]
    texts += ["abstract"] * with_abstracts
    replaced = ", ".join(
        f"case when left({name}, 1) in ({_FORMULA}) then chr(39) || {name} else {name} end as {name}" for name in texts
    )
    return f"select * replace ({replaced}) from ({selected})"
