r"""The keys of plain titles as DuckDB macros: constant text, so that nothing from outside is ever part of it.

A title is plain when it holds nothing but ASCII, dashes and quotes, and letters of a few scripts that SQL folds as
Python does (Latin with accents, Russian, Chinese, Japanese, Korean), without the signs that begin TeX, markup or an
entity, save for what folds as it is written: dollars and braces that only group a few letters (`La$_{2-x}$CuO$_4$`), an
accent on a letter (`K\"ahler`), and Greek letters by name (`$\alpha$`). Folding such a title is lower case, bare
letters, and nothing but letters and digits, and that SQL can do as fast as it reads: where blanks, hyphens
and colons are all that has to go, and where only a colon may divide a title, without a pattern, which takes half the
time. For all others Python computes the key texts (`keys`), and SQL only hashes them. The pattern that divides a title
is `matching`'s own.

Hashes are DuckDB's `hash`, which promises nothing beyond one version: the manifest names the version that wrote them.
"""

from __future__ import annotations

from pipeline.matching.normalise import DIVIDER
from pipeline.matching.tex import GREEK

_DIVIDER = DIVIDER.pattern.replace("'", "''")
_BLANKS = "\u00a0\u2002\u2003\u2009\u200a\u202f\u3000"
_ACCENTED, _BARE = f"àáâãäåçèéêëìíîïñòóôõöøùúûüýÿйё{_BLANKS}", f"aaaaaaceeeeiiiinoooooouuuuyyие{' ' * len(_BLANKS)}"
_ALPHABETS = "а-я一-鿿ぁ-んァ-ヶー가-힣"
"""Letters of other scripts that folding leaves alone but for their case."""
_OTHERS = f"À-ÅÇ-ÏÑ-ÖØ-Ýà-åç-ïñ-öø-ýÿЁёА-Я{_ALPHABETS}、。，《》「」（）{_BLANKS}"
_LETTERS = rf"\n\r\t -\"''-;=-\[\]-z|–—‘’“”{_OTHERS}"
_INSIDE = r"\"''-9;=>@-\[\]-z|"
"""Within dollars and braces: no blank and no mark that may divide a title."""
_GROUP = rf"\{{[{_INSIDE}]*\}}"
_GREEK = rf"\\(?:{GREEK})"
_NO_LETTER = r"\"''-9;=>@\[\]-`|"
"""What a command's name may end at; other than inside dollars, a blank or a colon too."""
_ACCENT = r"\\[\"''^.=](?:[A-Za-z]|\{[A-Za-z]\})"
_FORMULA = rf"\$(?:[{_INSIDE}]|{_GROUP}|{_GREEK}[{_NO_LETTER}])*(?:[{_INSIDE}]|{_GROUP}|{_GREEK})\$"

PLAIN = (
    rf"""create macro is_plain(title) as
        regexp_full_match(title, '(?:[{_LETTERS}]|{_GROUP}|{_ACCENT}|{_GREEK}[ :{_NO_LETTER}]|{_FORMULA})*')
        and not contains(title, '$$')""",
    f"""create macro bare(title) as case when strlen(title) = length(title) then lower(title)
        else translate(lower(title), '{_ACCENTED}', '{_BARE}') end""",
    """create macro nearly_letters(text) as
        replace(replace(replace(replace(text, ' ', ''), '-', ''), ':', ''), '+', 'plus')""",
    f"""create macro without_marks(nearly) as case when regexp_matches(nearly, '[^a-z0-9]')
        then regexp_replace(nearly, '[^a-z0-9{_ALPHABETS}]+', '', 'g') else nearly end""",
    """create macro plain_key(title) as without_marks(nearly_letters(bare(title)))""",
    """create macro only_colons(title) as not (contains(title, '?') or contains(title, '!') or contains(title, '—')
        or contains(title, ' -') or contains(title, ' –')
        or contains(title, chr(9)) or contains(title, chr(10)) or contains(title, chr(13)))""",
    rf"""create macro pieces(title) as case
        when only_colons(title) then case when contains(title, ':') then
            {{'main': left(title, instr(title, ':') - 1), 'tail': substr(title, instr(title, ':') + 1)}}
            else {{'main': title, 'tail': ''}} end
        when regexp_matches(title, '[:?!—]|\s[-–]') then regexp_extract(
            trim(title, chr(32) || chr(9) || chr(10) || chr(13)),
            '(?s)^(.*?)(?:(?:{_DIVIDER})(.*))?$', ['main', 'tail'])
        else {{'main': title, 'tail': ''}} end""",
)
"""`is_plain(title)`, `plain_key(title)`, `pieces(title)`: the latter two mean something for plain titles only."""

PLAIN_KEYS = """select row, main || tail as whole, case when tail = '' then '' else main end as main, tail from (
    select row, without_marks(main) as main, without_marks(tail) as tail from (
        select row, nearly_letters(pieces.main) as main, nearly_letters(pieces.tail) as tail from (
            select row, pieces(title) as pieces from (
                select row, bare(title) as title from {source} where plain))))"""
"""The key texts of the plain titles of `source`, a relation with the columns row, title and plain. One step a line,
so that no text is computed twice."""

SHORTEST_PART = 4
"""Letters: a part that is shorter names too much to be looked up by."""

LONGEST_NAME = 20
"""Letters: what stands before a colon is a name up to here, and papers of one name may be one paper; beyond, it is a
title of its own."""

WINDOWS = ((48, 16), (24, 12), (16, 8))
"""Keys of so many letters or more are cut into windows of so many: an edit leaves those on the other side whole."""

ENDS = ("w1, w2", "w3, w4", "w1, w4")
"""The windows that are met at once where one of two titles may be longer: both of an end, or the outermost."""

LONGEST_KEY = 65_535
"""Letters: as many as two bytes can count; a longer key is said to have so many."""

SLACK = 4
"""Letters: near titles differ by so many in length, at most, unless one is a part of the other."""


def windows_of(size: str, width: int, step: int = 0) -> tuple[str, ...]:
    """The four windows of `width` letters of the column `whole`, from both ends, as SQL; the inner ones moved by `step`
    letters, as a letter too many or too few in the outer ones moves them."""
    return (
        f"left(whole, {width})",
        f"substr(whole, {width + 1 + step}, {width})",
        f"substr(whole, {size} - {2 * width - 1 - step}, {width})",
        f"right(whole, {width})",
    )


def short_hash(text: str) -> str:
    """32 bits are enough where every hit is looked at again."""
    return f"(hash({text}) & 4294967295)::uinteger"


def window_columns() -> str:
    """`w1` to `w4` for a record, from its columns `whole` and `size`, the width by the size."""
    columns = []
    for place in range(4):
        cases = " ".join(
            f"when size >= {least} then {short_hash(windows_of('size', width)[place])}" for least, width in WINDOWS
        )
        columns.append(f"case {cases} end as w{place + 1}")
    return ", ".join(columns)


def hashed(source: str) -> str:
    """The key columns of a record, from `source` with the columns row, whole, main, tail; all null where no letter is.
    (To leave such rows out would have the engine compute every text twice.)"""
    return f"""select row, size::usmallint as size, case when size > 0 then hash(whole) end as whole,
        case when length(main) >= {SHORTEST_PART} then {short_hash("main")} end as main,
        case when length(tail) >= {SHORTEST_PART} then {short_hash("tail")} end as tail, {window_columns()}
    from (select *, least(length(whole), {LONGEST_KEY}) as size from {source})"""


def asked_windows(source: str) -> str:
    """`u`, `size` and `w1` to `w4` of each title asked for, once for every width that a record's may have; from
    `source` with the columns u, whole (the key's text) and size."""
    selects = []
    for _, width in WINDOWS:
        windows = ", ".join(
            f"{short_hash(text)} as w{place}" for place, text in enumerate(windows_of("size", width), start=1)
        )
        selects.append(f"select u, size, {windows} from {source} where size >= {2 * width}")
    return " union all ".join(selects)


def asked_shifted(source: str) -> str:
    """`u`, `size`, `w1`, `w4`, and as lists of three `w2` and `w3` of each title asked for, for the widths that records
    of about its length have; from `source` as above."""
    selects = []
    longest = LONGEST_KEY
    for least, width in WINDOWS:
        w1, w2, w3, w4 = (
            [short_hash(text) for text in moved]
            for moved in zip(*(windows_of("size", width, step) for step in (-1, 0, 1)), strict=True)
        )
        selects.append(
            f"""select u, size, {w1[0]} as w1, [{", ".join(w2)}] as w2, [{", ".join(w3)}] as w3, {w4[0]} as w4
            from {source} where size between {max(least - SLACK, 2 * width)} and {longest}"""
        )
        longest = least + SLACK
    return " union all ".join(selects)


NO_OPENING = 2 * WINDOWS[0][1]
"""Keys of so many letters have two windows of any width: they are not looked for as openings."""


def _within(width: int) -> str:
    return f"size >= {width} and size < {2 * width}"


def asked_openings(source: str) -> str:
    """`u` and `w1` of each title that is too short for two windows of a width, but may be how a record begins; from
    `source` with the columns u, whole and size."""
    return " union all ".join(
        f"select u, {short_hash(windows_of('size', width)[0])} as w1 from {source} where {_within(width)}"
        for _, width in WINDOWS[:-1]
    )
