"""The keys of bulk are those of matching, in Python for any title and in SQL for every title that SQL calls plain."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.bulk.keys import Keys, divided, keys_of
from pipeline.bulk.keys_sql import PLAIN, PLAIN_KEYS
from pipeline.matching.normalise import key

PIECES = [
    *r"""\beta_2 \Gamma3 \.I \^{A} \=q \'\ \"
    \alpha \mathcal{N} \mathbb{Z} \text{a} \frac \sqrt{2} \"o \'e \c{c} \v{s} \ss \o \"{u} {\"o} $ $ { } _ ^ a b C
    1
    2 - -- ' ` `` '' ~ # & &amp; % < <i> </i> > + : ? ! . , \$ \{ [ ] | / é ö α – — ß \ $$ \\ \emph{x} \href \textcolor
    \sum \to $x$ $_2$ {Ab} $_{2-x}$ $a:b$ {c?d} \i \l ’ “ ” Study word ： 的 Ⅻ ﬁ ſ İ""".split(),
    *(" ", " ", " ", " - ", ": ", "? ", "\n  ", "\t", "\x1c", "\u00a0", "\u2003", "\u200a", "\u0301"),
]
SCRIPTS = (
    st.characters(min_codepoint=0xA0, max_codepoint=0x24F)
    | st.characters(min_codepoint=0x400, max_codepoint=0x52F)
    | st.characters(min_codepoint=0x3000, max_codepoint=0x30FF)
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
    | st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
    | st.sampled_from(" :-?！、。ab9")
)
TITLES = (
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30) | st.text(SCRIPTS, max_size=9)
)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        for macro in PLAIN:
            opened.execute(macro)
        yield opened


def expected(title: str) -> Keys:
    main, tail = map(key, divided(title))
    return Keys(key(title), main if tail else "", tail)


def in_sql(connection: duckdb.DuckDBPyConnection, titles: list[str]) -> dict[str, Keys]:
    source = """(select *, is_plain(title) as plain from (
        select unnest($rows::integer[]) as row, unnest($titles::varchar[]) as title))"""
    rows = connection.execute(
        PLAIN_KEYS.format(source=source), {"rows": list(range(len(titles))), "titles": titles}
    ).fetchall()
    return {titles[row]: Keys(*texts) for row, *texts in rows}


@settings(max_examples=400, deadline=None)
@given(TITLES)
@example(r"\textcolor")
@example("$a: b$")
@example(r"K\"ahler: $\alpha$ x")
@example("a \u0301: b")
def test_parts_that_are_folded_apart_make_matchings_keys(title: str) -> None:
    assert keys_of(title) == expected(title)


@settings(max_examples=300, deadline=None)
@given(titles=st.lists(TITLES | st.text(st.characters(max_codepoint=127), max_size=20), max_size=30))
@example(
    titles=[
        "a?b c: d",
        "x - y",
        " z: ",
        ": y",
        "q!\nr",
        "La$_{2-x}$CuO$_4$: b",
        "it's `x' + y",
        "a —b",
        "…",
        "{a}$b$$c$",
        "$x$ - _",
    ]
)
def test_what_sql_calls_plain_has_the_same_keys_there(connection: duckdb.DuckDBPyConnection, titles: list[str]) -> None:
    for title, keys in in_sql(connection, titles).items():
        assert keys == expected(title), title


def test_common_titles_are_plain_and_others_are_not(connection: duckdb.DuckDBPyConnection) -> None:
    plain = ["Attention Is All You Need", "La$_{2-x}$CuO$_4$ films", "Roofline: a “visual” model – revisited", "a\n  b"]
    plain += ["Étude naïve", "大语言模型，综述", "Ёлки: методы", "ガウス過程", "한국어 모델"]
    plain += [r"K\"ahler, Poincar\'{e}", r"$\alpha$-decay of \beta_2 rays", "non\u00a0breaking"]
    others = [
        r"\alphabet",
        r"Erd\H{o}s",
        r"\alphaé",
        "$a$$b$",
        "R&amp;D",
        "<i>x</i>",
        "Straße",
        "综述：模型",
        "$a:b$",
        "{",
        "100% x~y\u00a0z",
    ]
    assert list(in_sql(connection, plain + others)) == plain


def test_a_hundred_thousand_blanks_in_a_title_take_no_time() -> None:
    assert divided(f"Ebb and{' ' * 100_000}Flow: Tides") == ("Ebb and Flow", "Tides")
