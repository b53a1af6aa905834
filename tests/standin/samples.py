"""A few records that the stand-in's own tests share."""

from __future__ import annotations

from tests.standin.records import Record

RAY = Record(
    title="Ray: A Distributed Framework for Emerging AI Applications",
    authors=("Philipp Moritz", "Robert Nishihara"),
    year=2018,
    venue="OSDI",
    arxiv_date="2017-12-16",
    arxiv_id="1712.05889",
    arxiv_version=2,
    citation_count=900,
)
ORCA = Record(
    title="Orca: A Distributed Serving System for Transformer-Based Generative Models",
    authors=("Gyeong-In Yu",),
    year=2022,
    venue="OSDI",
    record=7,
    citation_count=None,
    abstract=None,
)
LIGHTSEQ = Record(
    title="LightSeq: A High Performance Inference Library for Transformers",
    authors=("Xiaohui Wang",),
    year=2021,
    venue="NAACL",
    doi="10.18653/v1/2021.naacl-industry.15",
    arxiv_id="2010.13887",
)
HIDDEN = Record(title="A preprint that Semantic Scholar has not seen", arxiv_id="2401.00001", s2=False)
PAPERS = [RAY, ORCA, LIGHTSEQ, HIDDEN]
