"""Runs the stand-in in the foreground: `python -m tests.standin [--records FILE] [--arxiv-port N] [...]`."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from threading import Event

from tests.standin import Corpus, Standin
from tests.standin.listed import listed_records


def main() -> None:
    """Prints the two environment variables that lead a program here, then serves until interrupted."""
    options = _options()
    corpus = Corpus.from_file(options.records) if options.records else Corpus.of(listed_records())
    ports = {"arxiv_port": options.arxiv_port, "semantic_scholar_port": options.semantic_scholar_port}
    with Standin(corpus, **ports) as standin:
        sys.stdout.write(f"export ARXIV_API_URL={standin.arxiv_url}\n")
        sys.stdout.write(f"export SEMANTIC_SCHOLAR_API_URL={standin.semantic_scholar_url}\n")
        sys.stdout.flush()
        _wait()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.standin", description=__doc__)
    parser.add_argument(
        "--records", type=Path, help="JSON lines, plain or .gz (default: the papers of the shipped list)"
    )
    parser.add_argument("--arxiv-port", type=int, default=0, help="default: a free one")
    parser.add_argument("--semantic-scholar-port", type=int, default=0, help="default: a free one")
    return parser.parse_args()


def _wait() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts us in the background has it ignored
    try:
        Event().wait()
    except KeyboardInterrupt:
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
