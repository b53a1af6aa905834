"""`python -m tests.bulk.interrupted`: a program that is interrupted together with its worker, as by Ctrl-C in a
terminal, while the worker imports this very module, as it does before anything else."""

from __future__ import annotations

import os
import signal
import sys

from pipeline.bulk.mappers import Processes
from tests.bulk.deadly import twice

if __name__ == "__mp_main__":  # what `multiprocessing` calls it in a worker
    os.killpg(os.getpgrp(), signal.SIGINT)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job would not hear it
    try:
        list(Processes(1)(twice, [(1,)]))
    except KeyboardInterrupt:
        sys.exit(130)
