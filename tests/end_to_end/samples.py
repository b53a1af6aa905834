"""A small list, and the papers that it names. All of them are made up."""

from __future__ import annotations

from tests.standin import Record

HARBOR = Record(
    title="Harbor: Elastic Checkpointing for Preemptible Training Clusters",
    authors=("Ada Quill", "Bo Larch", "Cy Fenn"),
    year=2023,
    venue="OSDI",
    arxiv_id="2305.01001",
    arxiv_date="2022-11-02",
    publication_date="2023-07-10",
    doi="10.5555/3600001.3600002",
    citation_count=12,
    abstract="Harbor keeps a training job alive while its machines come and go.",
)
QUARRY = Record(
    title="Quarry: Mining Idle Accelerator Memory for Embedding Tables",
    authors=("Di Moss",),
    year=2024,
    venue="arXiv.org",
    arxiv_id="2406.02002",
    arxiv_date="2024-06-04",
    citation_count=0,
)
FERRY = Record(
    title="Ferry: Moving Key-Value Caches Between Serving Replicas",
    authors=("Eve Reed", "Flo Sand"),
    year=2022,
    venue="SOSP",
    doi="10.5555/3477001.3477002",
    citation_count=7,
)
THICKET = Record(
    title="Thicket: Pruned Search over Parallelization Plans",
    authors=("Gus Tarn",),
    year=2021,
    venue="MLSys",
    citation_count=3,
)
PAPERS = (HARBOR, QUARRY, FERRY, THICKET)
NOWHERE = "Zephyr: A Paper that No Index Has Ever Heard Of"

LIST = f"""\
# Papers of a harbour town

## Training

- [OSDI ‘23] {HARBOR.title}
  - Read this first.
- {QUARRY.title} [[link]](https://arxiv.org/abs/{QUARRY.arxiv_id})

## Serving

- [SOSP ‘22] {FERRY.title}
- {THICKET.title}
- {NOWHERE}
"""
