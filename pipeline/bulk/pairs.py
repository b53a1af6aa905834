"""PURE: which titles and records may be near each other, by keys alone, as SQL.

A record's title is a part of the one asked for, in any of its spellings, or the other way round; or both have the same
short name before a colon; or they share two of four windows, or one where a title is too short for two to be left by an
edit. `asked`, `windowed` and `shifted` are tables of the connection: the titles, and their windows as they stand and
moved by a letter (`keys_sql`); `met` takes what came up.
"""

from __future__ import annotations

from pipeline.bulk.closeness import ALIKE, CUT, NAMED, OPENED, PART
from pipeline.bulk.keys_sql import ENDS, SLACK, asked_openings

TEXTS = "(select u, text as whole, size from asked)"
"""What windows are cut from."""

_AS_LONG = f"abs(asked.size::integer - key.size::integer) <= {SLACK}"

_PARTS = (
    ("whole_short", "main", ""),
    ("whole_short", "tail", ""),
    ("main", "whole", ""),
    ("tail", "whole", ""),
    ("whole", "whole", " where not written"),
)
"""Which key of a title is equal to which of a record, and for which titles."""

_SURE_OF_TWO = 36
"""Letters: in so long a key two windows are left by any one edit."""

_SHORT = f"windowed where size < {_SURE_OF_TWO}"
_ALIKE = (
    ("w1, w3", "w1, unnest(w3) as w3", "shifted"),
    ("w2, w4", "unnest(w2) as w2, w4", "shifted"),
    ("w2, w3", "w2, unnest(w3) as w3", "(select u, size, unnest(w2) as w2, w3 from shifted)"),
    *((window, window, _SHORT) for window in ("w1", "w2", "w3", "w4")),
)
"""Which windows are met by titles of about one length, the columns that hold them, and of which relation. Two edits,
each of which may move the letters after it, leave two of four windows that do not overlap."""

_SHORT_TEXTS = "(select u, text as whole, size from asked where opens)"


BEST = f"""select u, row, max(kind) as kind from met
    group by u, row, case when kind < {ALIKE} then kind else {ALIKE} end"""
"""Of the ways in which a pair came up, the one that scores highest; beside it the name and the opening, each with a
score of its own."""


def ways(keys: str, common: str) -> tuple[str, ...]:
    """u, row, kind (`closeness`), once for each way in which pairs come up: from `keys`, the relation of the records'
    keys, and `common`, one of what too many records have in common to lead to any of them: names (`main`), and both
    windows of an end. Two windows are met at once, because each alone is met far too often.

    One at a time, for a join that thinks that it fits into memory gives nothing back to those beside it."""
    return (
        *(
            f"""select u, row, case when {_AS_LONG} then {ALIKE} else {CUT} end as kind
                from (from windowed where ({windows}) not in (
                        select (a, b) from {common} where what = '{windows}')) asked
                    join {keys} key using ({windows})"""
            for windows in ENDS
        ),
        *(
            f"""select u, row, {ALIKE} as kind
                from (select u, size, {columns} from {asked}) asked join {keys} key using ({windows})
                where {_AS_LONG}"""
            for windows, columns, asked in _ALIKE
        ),
        *(
            f"select u, row, {PART} as kind from asked join {keys} key on asked.{ours} = key.{theirs}{where}"
            for ours, theirs, where in _PARTS
        ),
        f"""select u, row, {NAMED} as kind
            from (select u, name from asked where name not in (select a from {common} where what = 'main')) asked
                join {keys} key on asked.name = key.main""",
        f"""select u, row, {OPENED} as kind
            from ({asked_openings(_SHORT_TEXTS)}) join {keys} key using (w1)""",
    )
