from __future__ import annotations

import pytest

from pipeline.vocabulary.text import encodable, one_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two\r\nlines\tand\u00a0a\u2028third ", "two lines and a third"),
        ("bell\x07 \x1b[31mred\x1b[0m \x7fdel \x9bcsi", "bell [31mred[0m del csi"),
        ("\u202etfel ot thgir\u202c \u2066isolated\u2069", "tfel ot thgir isolated"),
        ("soft\u00adhyphen zero\u200bwidth \ufeffmark \U000e0041tag", "softhyphen zerowidth mark tag"),
        ("half \ud800 a pair", "half \ufffd a pair"),
        ("نمی\u200cخواهم 👩\u200d🔬 Schrödinger β 注意", "نمی\u200cخواهم 👩\u200d🔬 Schrödinger β 注意"),
        ("no\ufdd0 character\ufffe and\uffff none\U0001fffe \U0010ffffeither", "no character and none either"),
        ("\u200b\u202e\x00", ""),
    ],
)
def test_one_line_keeps_what_can_be_seen_and_nothing_else(text: str, expected: str) -> None:
    assert one_line(text) == expected


def test_one_line_holds_nothing_that_xml_forbids() -> None:
    allowed = [
        range(0x20, 0xD800),
        range(0xE000, 0xFFFE),
        range(0x10000, 0x110000),
    ]  # XML 1.0, production 2, on one line
    kept = one_line("".join(map(chr, range(0x110000))))
    assert [letter for letter in kept if not any(ord(letter) in each for each in allowed)] == []


def test_encodable_text_can_be_written_as_utf_8() -> None:
    assert encodable("a\udfffb\n\x00 👩").encode() == "a\ufffdb\n\x00 👩".encode()
