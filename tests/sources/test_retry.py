"""How long to wait, and what an answer is worth; the transport's tests see the rest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.sources.retry import BELIEVED, BackOff, Failure, pause_after, printable, retry_after

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BACK_OFF = BackOff(5.0, 40.0)


@pytest.mark.parametrize(("in_a_row", "seconds"), [(1, 5.0), (2, 10.0), (4, 40.0), (9, 40.0), (5000, 40.0)])
def test_pauses_double_up_to_the_longest(in_a_row: int, seconds: float) -> None:
    assert pause_after(Failure("server", "x"), in_a_row, BACK_OFF, jitter=0.0) == seconds


def test_jitter_only_lengthens() -> None:
    assert pause_after(Failure("server", "x"), 1, BACK_OFF, jitter=1.0) == 6.25


def test_the_word_of_a_service_is_taken_until_it_has_been_too_hopeful() -> None:
    hopeful = Failure("throttled", "x", retry_after=1.0)
    pauses = [pause_after(hopeful, tries, BACK_OFF, jitter=1.0) for tries in range(1, BELIEVED + 2)]
    assert pauses == [1.0] * BELIEVED + [40.0]
    assert pause_after(Failure("throttled", "x", retry_after=90.0), 9, BACK_OFF, jitter=1.0) == 90.0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 3 ", 3.0),
        ("Sun, 01 Mar 2026 12:01:30 GMT", 90.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", None),
        ("Sun, 01 Mar 2026 12:01:30", None),
        ("0", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("", None),
        (None, None),
        ("tomorrow", None),
        ("Mon, 01 Jan 2024 00:00:00 +99999999999999", None),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_to_come(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


def test_text_from_outside_becomes_one_short_harmless_line() -> None:
    assert printable("a\x1b[31m\r\nb\u202ec\tü") == "a [31m b c ü"
    assert len(printable("x" * 10_000)) < 200
