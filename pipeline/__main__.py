"""`python -m pipeline`, and the console script."""

from __future__ import annotations

import signal


def main() -> None:
    """Begins the program, and ends it. As long as modules are imported, Ctrl-C does so too, at once and in silence:
    nothing has been done."""
    heard = signal.getsignal(signal.SIGINT)
    if heard is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from pipeline import cli  # noqa: PLC0415 - this is what may be interrupted

    signal.signal(signal.SIGINT, heard)
    cli.main()


if __name__ == "__main__":
    main()
