"""The three ways in which a service fails to answer. None of them says anything about a paper.

    SourceError        this request got no usable answer, after every try that it was allowed
      RefusedError     the service understood the request and refuses it: the same request would be refused again
      GivenUpError     the whole service is left alone for the rest of the run, and no request was or will be sent

`reason` is one clause for a person. It never holds a key, and no control characters.
"""

from __future__ import annotations


class SourceError(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RefusedError(SourceError):
    """`status` is the HTTP status, `said` the `error` of the service's JSON, "" where there is none."""

    def __init__(self, status: int, said: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.said = said


class GivenUpError(SourceError):
    pass
