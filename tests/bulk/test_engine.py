"""What the engine fails at is told in words."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import pytest

from pipeline.bulk.engine import Share, engine
from pipeline.errors import PapersError
from tests.shared import left_out


def test_too_little_memory_is_told_with_the_way_out(tmp_path: Path) -> None:
    with (
        pytest.raises(PapersError, match="more than the 64 MB that it may: give it more with --memory"),
        engine(Share(64, 1), tmp_path) as connection,
    ):
        connection.execute("select list(range) from range(20_000_000)")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_full_of_what_is_spilled_is_no_lack_of_memory(tmp_path: Path) -> None:
    with (
        pytest.raises(PapersError, match=f"^No space left on device for what .* memory, in {tmp_path}"),
        engine(Share(64, 1), tmp_path) as connection,
    ):
        connection.execute(
            """set max_temp_directory_size = '1MB';
                create table spilled as select random() as x, repeat('a', 40) from range(3_000_000) order by x"""
        )


def test_a_disk_full_of_what_is_written_is_told_in_words(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        left_out.add("an engine whose disk is full, for no file here is always full")
        return
    with (
        pytest.raises(PapersError, match=r"^the engine failed: [^{}]*No space left on device$"),
        engine(Share(64, 1), tmp_path) as connection,
    ):
        connection.execute("copy (select random() from range(1_000_000)) to '/dev/full' (format parquet)")


def test_any_other_failure_is_told_too(tmp_path: Path) -> None:
    with (
        pytest.raises(PapersError, match=r"the engine failed: .*no-such-file"),
        engine(Share(64, 1), tmp_path) as connection,
    ):
        connection.execute("from read_parquet('no-such-file.parquet')")


def test_an_interrupt_in_the_midst_of_a_query_is_one_outside(tmp_path: Path) -> None:
    interrupt = threading.Timer(0.3, signal.pthread_kill, (threading.get_ident(), signal.SIGINT))
    interrupt.start()
    with pytest.raises(KeyboardInterrupt), engine(Share(256, 1), tmp_path) as connection:
        connection.execute("select count(distinct md5(range::varchar)) from range(1_000_000_000)")
    assert list(tmp_path.iterdir()) == []
