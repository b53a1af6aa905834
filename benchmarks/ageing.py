"""Time passes for a cache: every stored answer becomes as many days older, and nothing else changes.

The program takes the time from the system alone, so a week later is the same cache with its dates a week earlier.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path


def age(cache: Path, days: int) -> int:
    """Moves the date of each stored answer back by `days`; returns how many there are."""
    files = sorted(cache.rglob("*.json"))
    for file in files:
        answer = json.loads(file.read_text(encoding="utf-8"))
        answer["asked"] = (datetime.fromisoformat(answer["asked"]) - timedelta(days=days)).isoformat()
        file.write_text(json.dumps(answer, ensure_ascii=False, indent=1), encoding="utf-8")
    return len(files)
