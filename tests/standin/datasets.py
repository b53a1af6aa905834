"""Semantic Scholar's Datasets API and the storage behind it: releases, signed links that expire, diffs, byte ranges.

    with Datasets({"2026-01-06": {"papers": {"part_00.gz": data}}}, key="secret") as datasets:
        datasets.api.url                    # for SEMANTIC_SCHOLAR_API_URL
        datasets.expire_links()             # every link given so far answers 403 from now on
        datasets.storage_requests           # what the storage received; it must never see the key

The API's answers have the members of the recorded ones (FACTS 2.5). The storage is a server of its own, as it is in
life, and answers as S3 does: 206 with Content-Range, an ETag that is the MD5, 403 with an XML page past the time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from tests.standin.exchange import Request, Response, json_response
from tests.standin.server import Service

Files = Mapping[str, bytes]
_API = "/datasets/v1"
_EXPIRED = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
)
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


@dataclass(frozen=True)
class Step:
    """One diff: the files of papers to put in and of those to take out, by name."""

    from_release: str
    to_release: str
    update_files: Files
    delete_files: Files


class Datasets:
    """Both servers. `releases` are dated names, each with its datasets' files; `steps` lead from one to another."""

    def __init__(
        self,
        releases: Mapping[str, Mapping[str, Files]],
        steps: tuple[Step, ...] = (),
        *,
        key: str | None = None,
        checksums: bool = True,
    ) -> None:
        self.releases, self.steps, self.key, self.checksums = dict(releases), steps, key, checksums
        self.requests: list[Request] = []
        self.storage_requests: list[Request] = []
        self.damaged: set[str] = set()
        """Names of files that arrive with a wrong byte while they are in here; each only once."""
        self._signature = 1
        self.api = Service("semantic_scholar", self._answer, self.requests)
        self.storage = Service("semantic_scholar", self._stored, self.storage_requests)

    def expire_links(self) -> None:
        """The links that were given so far are past their time."""
        self._signature += 1

    def close(self) -> None:
        self.api.close()
        self.storage.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answer(self, request: Request) -> Response:
        match request.path.removeprefix(_API).strip("/").split("/"):
            case ["release"]:
                return json_response(200, sorted(self.releases))
            case ["release", name]:
                return self._release(name)
            case ["release", name, "dataset", dataset]:
                return self._keyed(request) or self._dataset(name, dataset)
            case ["diffs", start, "to", end, dataset]:
                return self._keyed(request) or self._diffs(start, end, dataset)
            case _:
                return json_response(404, {"message": "Not Found"})

    def _keyed(self, request: Request) -> Response | None:
        sent = {name.lower(): value for name, value in request.headers.items()}.get("x-api-key")
        if self.key is None or sent == self.key:
            return None
        return json_response(401, {"error": "A valid API key is required"})

    def _named(self, name: str) -> str | None:
        name = max(self.releases) if name == "latest" else name
        return name if name in self.releases else None

    def _release(self, name: str) -> Response:
        known = self._named(name)
        if known is None:
            return json_response(404, {"error": "Release not found"})
        datasets = [{"name": one, "description": f"{one}.", "README": "Terms."} for one in self.releases[known]]
        return json_response(200, {"release_id": known, "README": "Subject to terms.", "datasets": datasets})

    def _dataset(self, name: str, dataset: str) -> Response:
        known = self._named(name)
        files = self.releases[known].get(dataset) if known else None
        if files is None:
            return json_response(404, {"error": "Dataset not found"})
        links = [self._link(f"{known}/{dataset}/{file}") for file in files]
        return json_response(200, {"name": dataset, "description": dataset, "README": "Terms.", "files": links})

    def _diffs(self, start: str, end: str, dataset: str) -> Response:
        known = self._named(end)
        steps = [step for step in self.steps if start <= step.from_release and known and step.to_release <= known]
        if not steps:
            return json_response(404, {"error": "Diff not found"})
        diffs = [
            {
                "from_release": step.from_release,
                "to_release": step.to_release,
                "update_files": [self._link(f"{step.to_release}-up/{dataset}/{file}") for file in step.update_files],
                "delete_files": [self._link(f"{step.to_release}-del/{dataset}/{file}") for file in step.delete_files],
            }
            for step in steps
        ]
        return json_response(200, {"dataset": dataset, "start_release": start, "end_release": known, "diffs": diffs})

    def _link(self, path: str) -> str:
        return f"{self.storage.url}/ai2-s2ag/staging/{path}?X-Amz-Expires=604800&X-Amz-Signature={self._signature}"

    def _stored(self, request: Request) -> Response:
        content = self._content(request.path)
        if request.query.get("X-Amz-Signature") != str(self._signature) or content is None:
            return Response(403, _EXPIRED, "application/xml")
        etag = hashlib.md5(content, usedforsecurity=False).hexdigest() if self.checksums else "abc-2"
        headers = (("ETag", f'"{etag}"'), ("Accept-Ranges", "bytes"))
        name = request.path.rpartition("/")[2]
        if name in self.damaged and "0-0" not in request.headers.get("Range", ""):
            self.damaged.discard(name)
            content = bytes([content[0] ^ 1]) + content[1:]
        asked = _RANGE.fullmatch(request.headers.get("Range", ""))
        if not asked:
            return Response(200, content, "binary/octet-stream", headers)
        first, last = int(asked[1]), min(int(asked[2] or len(content) - 1), len(content) - 1)
        part = (("Content-Range", f"bytes {first}-{last}/{len(content)}"), *headers)
        return Response(206, content[first : last + 1], "binary/octet-stream", part)

    def _content(self, path: str) -> bytes | None:
        release, dataset, file = path.split("/")[-3:]
        for step in self.steps:
            if release == f"{step.to_release}-up":
                return step.update_files.get(file)
            if release == f"{step.to_release}-del":
                return step.delete_files.get(file)
        return self.releases.get(release, {}).get(dataset, {}).get(file)
