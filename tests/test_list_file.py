"""Loading a list: bad files get one sentence that names the file, and the line where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import PapersError, UsageError
from pipeline.list_file import LONGEST_LINE, load_list


def written(folder: Path, data: bytes) -> Path:
    path = folder / "list.md"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf# T\n- Alpa\n", b"# T\r\n- Alpa\r\n", b"# T\r- Alpa", b"# T\n- Alpa"])
def test_every_line_ending_and_a_byte_order_mark_are_accepted(tmp_path: Path, data: bytes) -> None:
    listed = load_list(written(tmp_path, data))
    assert (listed.title, [(each.title, each.line) for each in listed.entries]) == ("T", [("Alpa", 2)])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", r"list\.md lists no paper: looked for bullets"),
        (b"# T\n\nOnly prose.\n", r"list\.md lists no paper"),
        (
            b"- [A](#a)\n- [B](#b)\n",
            r"lists no paper.* 2 lines were left over; line 1: links only to other places of the list\.$",
        ),
        (b"- [[pdf]](https://a)\n", r"list\.md lists no paper.* 1 line was left over; line 1: no title, only links\.$"),
        (b"# T\n- Alpa\n\x00\x01", r"list\.md, line 3: holds a NUL byte"),
        (b"# T\n- Caf\xe9\n", r"list\.md, line 2: is not UTF-8"),
        ("# T\n- Alpa\n".encode("utf-16"), r"list\.md is UTF-16 text; save it as UTF-8"),
        ("# T\n- Alpa\n".encode("utf-32"), r"list\.md is UTF-32 text; save it as UTF-8"),
        (b"# T\n- " + b"[" * LONGEST_LINE, r"list\.md, line 2: 1,000,002 bytes long"),
    ],
)
def test_a_file_that_is_no_list_gets_one_sentence(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(PapersError, match=says) as caught:
        load_list(written(tmp_path, data))
    assert "\n" not in str(caught.value)
    assert not isinstance(caught.value, UsageError)


def test_a_path_that_holds_no_file_is_a_mistake_of_the_command_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"missing\.md: there is no such file"):
        load_list(tmp_path / "missing.md")
    with pytest.raises(UsageError, match="is a folder"):
        load_list(tmp_path)


def test_a_file_behind_a_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(PapersError, match=r"cannot be read: Not a directory; a folder above it is a file\.$"):
        load_list(written(tmp_path, b"- Alpa") / "list.md")
