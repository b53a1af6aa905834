"""The errors that end a run, each one sentence for a person: what happened, where, and what to do next."""

from __future__ import annotations

import errno


class PapersError(Exception):
    """The run cannot go on; nothing was written. Ends the program with exit code 1."""


class UsageError(PapersError):
    """The command line or the environment asks for something impossible. Ends the program with exit code 2."""


_ADVICE = {
    errno.EACCES: "allow reading it and its folder, or name another place",
    errno.EPERM: "allow reading it and its folder, or name another place",
    errno.EISDIR: "a file belongs there, and not a folder",
    errno.ENOTDIR: "a folder above it is a file",
    errno.ENOENT: "make it first, or name another place",
}


def unreadable(path: object, error: OSError) -> PapersError:
    """What a file that cannot be read ends the run with, and what to do about it."""
    advice = _ADVICE.get(error.errno or 0, "see to it and run again")
    return PapersError(f"{path} cannot be read: {error.strerror}; {advice}.")
