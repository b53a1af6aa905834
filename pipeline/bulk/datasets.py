"""Semantic Scholar's Datasets API, through its official client: which release there is, and where its files lie.

The links that it gives are signed and expire; they lead to another host, and the key does not go there. The client is
used for its queries; pace, retries, checks and the key are the transport's.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import PapersError
from pipeline.sources.host import Host
from pipeline.sources.retry import Reply
from pipeline.sources.transport import Transport
from pipeline.sources.trouble import SourceError

if TYPE_CHECKING:
    from semanticscholar import SemanticScholar


class Diff(NamedTuple):
    """What leads from one release to the next: files of papers to put in, then files of papers to take out."""

    to_release: str
    update_files: tuple[str, ...]
    delete_files: tuple[str, ...]


class Datasets:
    """The API at the transport's host. Every method raises PapersError, in words for a person, where it is refused."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def release(self, name: str = "latest") -> str:
        """The dated name of a release."""
        said = self._said(lambda client: client.get_release(name))
        return _text(said, "release_id")

    def links(self, release: str, dataset: str) -> tuple[str, ...]:
        """Fresh links to the files of a dataset."""
        said = self._said(lambda client: client.get_dataset_download_links(release, dataset))
        return _links(said, "files")

    def diffs(self, dataset: str, held: str, wanted: str) -> tuple[Diff, ...]:
        """What leads from a release that is held to another, in order."""
        said = self._said(lambda client: client.get_dataset_diffs(dataset, held, wanted))
        steps = said.get("diffs")
        if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
            raise PapersError("Semantic Scholar's answer names no diffs: run the command again later.")
        return tuple(
            Diff(_text(step, "to_release"), _links(step, "update_files"), _links(step, "delete_files"))
            for step in steps
        )

    def _said(self, call: Callable[[SemanticScholar], object]) -> dict[str, Any]:
        seam = self._client._AsyncSemanticScholar._requester = _Seam(self._transport)  # noqa: SLF001  no public seam
        try:
            call(self._client)
        except SourceError as error:
            hint = self._transport.host.hint
            raise PapersError(
                f"Semantic Scholar's datasets cannot be asked for: {error.reason}{f'; {hint}' if hint else ''}."
            ) from error
        return seam.said

    @cached_property
    def _client(self) -> SemanticScholar:
        from semanticscholar import SemanticScholar  # noqa: PLC0415  loaded for this alone

        root, spare = logging.getLogger(), logging.NullHandler()
        root.addHandler(spare)  # so that the client's basicConfig finds a handler, and does not set up one of its own
        try:
            return SemanticScholar(api_url=self._transport.host.base_url, retry=False)
        finally:
            root.removeHandler(spare)


def datasets_host(host: Host) -> Host:
    """Semantic Scholar's host, with the check that fits this API's answers: one JSON object each."""
    return replace(host, check=_flaw)


class _Seam:
    """Takes the place of the client's requester: sends through the transport, and keeps the answer as it came."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.said: dict[str, Any] = {}

    async def get_data_async(self, url: str, _parameters: str, _headers: object, _payload: object = None) -> object:
        self.said = json.loads(self._transport.send("GET", url).content)
        return self.said


def _flaw(reply: Reply) -> str | None:
    try:
        answer = json.loads(reply.content)
    except (ValueError, RecursionError):
        return "no JSON" if reply.content.strip() else "empty"
    return None if isinstance(answer, dict) else "no object"


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value:
        raise PapersError(f"Semantic Scholar's answer names no {name}: run the command again later.")
    return value


def _links(said: dict[str, Any], name: str) -> tuple[str, ...]:
    links = said.get(name)
    if not isinstance(links, list) or not all(isinstance(link, str) for link in links):
        raise PapersError(f"Semantic Scholar's answer names no {name}: run the command again later.")
    return tuple(links)
