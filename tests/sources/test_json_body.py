from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.json_body import json_of

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(anything)
def test_it_says_what_the_standard_parser_says(value: object) -> None:
    assert json_of(json.dumps(value).encode()) == value


def test_half_of_a_surrogate_pair_is_taken_for_what_a_file_can_hold() -> None:
    assert json_of(rb'[{"a\ud800": "\ud83d\ude00 \udc00", "b": 1}]') == [{"a\ufffd": "\U0001f600 \ufffd", "b": 1}]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe\x00", b"[" * 1000, b"[" * 1_000_000, b'{"a":' * 900, rb'["\ud800",' + b"[" * 100_000],
)
def test_what_is_no_json_or_nests_too_deeply_is_refused_by_value(content: bytes) -> None:
    with pytest.raises(ValueError, match=re.compile(".")):
        json_of(content)
