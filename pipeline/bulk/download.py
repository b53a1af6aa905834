"""One large file from a signed link: in pieces that are kept, so that it goes on where it stopped.

The link's host gets no key and no cookie, and no redirect is followed. A signed link answers to GET alone, so the size
is learnt by asking for the first byte.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64decode
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit

from pipeline.errors import PapersError
from pipeline.sources.exchange import user_agent
from pipeline.sources.host import is_loopback

if TYPE_CHECKING:
    from requests import Response, Session

_Answer = TypeVar("_Answer")
_CHUNK = 2**20
_TIMEOUT = (15.0, 60.0)
TRIES = 6
_EXPIRED = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.GONE})
"""What a storage host answers to a link that is past its time."""
_SHA256 = "sha256:"
_MD5 = re.compile(r'"?([0-9a-f]{32})"?')


class ExpiredError(Exception):
    """The link leads nowhere any more; a fresh one is needed."""


class _BrokenError(Exception):
    """The connection broke off, or the host is busy: what came is kept, and the rest can be asked for."""


class Remote(NamedTuple):
    """What a link leads to: its size in bytes, and its state, by which a resumed file is known to be the same."""

    size: int
    etag: str

    @property
    def has_checksum(self) -> bool:
        """Whether the bytes themselves tell that they are these: by a SHA-256, or an ETag that is an MD5."""
        return self.etag.startswith(_SHA256) or _MD5.fullmatch(self.etag) is not None


def name_of(link: str) -> str:
    """The name of the file behind a link, the same for every signature: fit for any folder."""
    last = unquote(urlsplit(link).path.rpartition("/")[2])
    name = re.sub(r"[^A-Za-z0-9._-]", "-", last).lstrip(".")[:120]
    if not name:
        raise PapersError("A link of Semantic Scholar's names no file: run the command again later.")
    return name


def part_of(target: Path) -> Path:
    """Where what has come of a file lies until it is whole."""
    return target.with_name(f".{target.name}.part")


class Downloads:
    """Downloads over one session. `pause` sleeps so many seconds, `advanced` hears how many bytes have come."""

    def __init__(self, contact: str | None, pause: Callable[[float], None], advanced: Callable[[int], None]) -> None:
        self._contact, self._pause, self._advanced = contact, pause, advanced
        self._opened: Session | None = None

    def _wait(self, seconds: float) -> None:
        self._pause(seconds)

    def close(self) -> None:
        if self._opened:
            self._opened.close()

    def remote(self, link: str) -> Remote:
        """Size and state of the file. Raises ExpiredError, and PapersError where the host cannot be asked."""
        return self._persistently(link, lambda: self._first_byte(link))

    def fetch(self, link: str, target: Path, remote: Remote) -> None:
        """Makes `target` the file behind the link, whole and checked. What came before lies in `.NAME.part`.

        Raises ExpiredError; PapersError where the host cannot be asked, and for a file that fails its checksum twice.
        """
        part = part_of(target)
        _keep_if_same(part, remote)
        for _ in range(2):
            self._persistently(link, lambda: self._rest(link, part, remote))
            if is_whole(part, remote):
                part.replace(target)
                _state_of(part).unlink(missing_ok=True)
                return
            part.unlink()
        raise PapersError(
            f"{target.name} arrives with another checksum than it is said to have: run the command again later."
        )

    def _first_byte(self, link: str) -> Remote:
        with self._get(link, {"Range": "bytes=0-0"}) as response:
            total = response.headers.get("Content-Range", "").rpartition("/")[2]
            size = (
                total
                if response.status_code == HTTPStatus.PARTIAL_CONTENT
                else response.headers.get("Content-Length", "")
            )
            if not size.isdigit():
                raise PapersError(f"{name_of(link)}: its host does not tell its size: run the command again later.")
            checksum = response.headers.get("x-amz-checksum-sha256", "")
            return Remote(int(size), f"{_SHA256}{checksum}" if checksum else response.headers.get("ETag", ""))

    def _rest(self, link: str, part: Path, remote: Remote) -> None:
        held = part.stat().st_size if part.exists() else 0
        if held >= remote.size:
            return
        with self._get(link, {"Range": f"bytes={held}-"} if held else {}) as response, part.open("ab") as file:
            if held and response.status_code != HTTPStatus.PARTIAL_CONTENT:  # it sends everything again
                file.truncate(0)
            from urllib3.exceptions import HTTPError  # noqa: PLC0415  loaded by `_session` in any case

            try:
                while chunk := response.raw.read1(_CHUNK):  # what has come, be it less: nothing is lost of it
                    file.write(chunk)
                    self._advanced(len(chunk))
            except HTTPError as error:
                raise _BrokenError from error
        if part.stat().st_size < remote.size:
            raise _BrokenError

    def _get(self, link: str, headers: dict[str, str]) -> Response:
        import requests  # noqa: PLC0415  as above

        parts = urlsplit(link)
        if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
            raise PapersError(f"{name_of(link)} is not offered over https, and is not fetched.")
        self._session.trust_env = not is_loopback(parts.hostname or "")
        try:
            response = self._session.get(
                link,
                headers=headers | {"Accept-Encoding": "identity"},
                timeout=_TIMEOUT,
                stream=True,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise _BrokenError from error
        if response.status_code in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
            return response
        response.close()
        if response.status_code in _EXPIRED:
            raise ExpiredError
        raise _BrokenError

    def _persistently(self, link: str, attempt: Callable[[], _Answer]) -> _Answer:
        for again in range(TRIES):
            try:
                return attempt()
            except _BrokenError:
                if again < TRIES - 1:
                    self._wait(2.0**again)
        raise PapersError(
            f"{name_of(link)} cannot be fetched: its host cannot be reached, or breaks off; what came is kept."
        )

    @property
    def _session(self) -> Session:
        import requests  # noqa: PLC0415  as above

        if self._opened is None:
            self._opened = requests.Session()
            self._opened.headers["User-Agent"] = user_agent(self._contact)
            self._opened.auth = lambda request: request  # so that no password of `.netrc` is looked for
        return self._opened


def _keep_if_same(part: Path, remote: Remote) -> None:
    """Keeps what came of the same file, and notes whose it is."""
    state = _state_of(part)
    wanted = json.dumps(remote)
    if part.exists() and not (state.exists() and state.read_text() == wanted):
        part.unlink()
    state.write_text(wanted)


def _state_of(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def is_whole(path: Path, remote: Remote) -> bool:
    """Whether it is there in its size, with its checksum where there is one: SHA-256, or an ETag that is an MD5."""
    if not path.is_file() or path.stat().st_size != remote.size:
        return False
    if remote.etag.startswith(_SHA256):
        return _digest(path, "sha256") == b64decode(remote.etag.removeprefix(_SHA256))
    md5 = _MD5.fullmatch(remote.etag)
    return md5 is None or _digest(path, "md5") == bytes.fromhex(md5[1])


def _digest(path: Path, algorithm: str) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).digest()
