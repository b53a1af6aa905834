"""Reading TeX word by word folds to what the parser makes of the whole title."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from pipeline.matching.normalise import fold_plain
from pipeline.matching.tex import has_tex, lies_in_words, plain_of_tex, without_tex

PIECES = [
    *r"""\alpha \mathcal{N} \mathbb{Z} \text{a} \frac \sqrt{2} \"o \'e \c{c} \v{s} \ss \o \"{u} {\"o} $ $ { } _ ^ a b C
    1 2 - -- ' ` `` '' ~ # & &amp; % < <i> </i> > + : ? ! . , \$ \{ [ ] | / é ö α – — ß \ $$ \\ \emph{x} \href
    \textcolor \sum \to $x$ $_2$ {Ab} $_{2-x}$ $a:b$ {c?d} \i \l ’ “ ” Study word ： 的 Ⅻ ﬁ ſ İ $\alpha$
    $\mathcal{N}=2$""".split(),
    *(" ", " ", " ", " - ", ": ", "? ", "\n  ", "\t", "\x1c", "\u00a0", "\u2003", "\u0301"),
]


def read_whole(title: str) -> str:
    try:
        plain: str = LatexNodes2Text(math_mode="text", keep_comments=True).latex_to_text(title)
    except Exception:  # noqa: BLE001  it fails as it likes
        return title
    return plain


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30))
@example(r"\textcolor")
@example(r"\o sterberg \"a{b} c")
@example("La$_{2-x}$CuO$_4$ films")
@example(r"$\alpha \beta$-x y")
@example("a \u0301$x$ b")
@example("$Study\n  $Study")
@example("\\alpha\\alpha的\n  \\mathcal{N}")
def test_word_by_word_is_as_good_as_whole(title: str) -> None:
    assert fold_plain(plain_of_tex(title)) == fold_plain(read_whole(title))


def test_common_tex_lies_in_words_and_the_rest_is_left_to_the_parser() -> None:
    in_words = [
        r"Schr\"odinger operators",
        r"$\mathcal{N}=2$ theories",
        "La$_{2-x}$CuO$_4$ films",
        "{NFS} rings",
        r"$\alpha$-Rings",
    ]
    whole = [r"\o sterberg", "$$x$$ y", r"\frac 1 2", "100\\% of $x$", r"\emph{two words}", "``a'' {b}", "a $ b"]
    assert [title for title in in_words + whole if lies_in_words(title)] == in_words
    assert all(map(has_tex, in_words))


def test_words_with_tex_are_left_out_where_they_stand_apart() -> None:
    assert without_tex(r"Roots of $x^2$ in K\"ahler rings") == "Roots of in rings"
    assert without_tex(r"\emph{two words} more") == r"\emph{two words} more"
    assert without_tex("no such words") == "no such words"
