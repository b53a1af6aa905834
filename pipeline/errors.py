"""The errors that end a run, each one sentence for a person: what happened, where, and what to do next."""

from __future__ import annotations


class PapersError(Exception):
    """The run cannot go on; nothing was written. Ends the program with exit code 1."""


class UsageError(PapersError):
    """The command line or the environment asks for something impossible. Ends the program with exit code 2."""
