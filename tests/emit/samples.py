"""Papers and resolutions to render: facts of a few listed papers, with abstracts invented here."""

from __future__ import annotations

from datetime import date

from pipeline.models import (
    Author,
    Candidate,
    Catalogue,
    Citations,
    Entry,
    Ids,
    Link,
    Links,
    Match,
    Paper,
    Place,
    Provenance,
    Record,
    Resolution,
)

TRAINING = ("System for Machine Learning", "Distributed Systems", "Model training Framework")
SERVING = ("System for Machine Learning", "Distributed Systems", "Model Serving", "Model Inference Framework")
FOR_SYSTEMS = ("Machine Learning for Systems", "Reliability")
COUNTED = date(2026, 11, 16)

HOSTILE = (
    "<script>alert(1)</script> **b** _i_ `c` [x](javascript:alert(1)) ![i](http://h/p.png) <!-- catalogue:end --> |"
    ' & "q" @someone #123 https://h.example/ www.h.example a@b.example :smile: $x_1$ {{ site }} &lt; \\ ~~s~~'
)

LIGHTSEQ = Paper(
    id="lightseq-sequence-level-parallelism",
    status="matched",
    title="DISTFLASHATTN: Distributed Memory-efficient Attention for Long-context LLMs Training",
    listed=(
        Place(
            title="LightSeq: Sequence Level Parallelism for Distributed Training of Long Context Transformers",
            section=TRAINING,
            tag="Arxiv '23",
            links=(Link(label="link", url="https://doi.org/10.48550/arXiv.2310.03294"),),
            line=11,
        ),
    ),
    authors=tuple(
        Author(name=name)
        for name in ("Dacheng Li", "Rulin Shao", "Anze Xie", "Eric P. Xing", "Xuezhe Ma", "Ion Stoica")
    ),
    abstract="Attention over long inputs is cut into pieces that many machines share.\n  (Invented for tests.)",
    abstract_notice=None,
    venue="COLM",
    year=2024,
    published=date(2024, 10, 7),
    ids=Ids(arxiv="2310.03294"),
    links=Links(
        landing="https://openreview.net/forum?id=pUEDkZyPDl",
        arxiv="https://arxiv.org/abs/2310.03294",
        pdf="https://arxiv.org/pdf/2310.03294",
        code="https://github.com/RulinShao/LightSeq",
    ),
    citations=Citations(count=1234, influential=5, as_of=COUNTED),
    match=Match(verdict="renamed", reasons=("the link names it",)),
    provenance={
        "title": Provenance(source="arxiv", as_of=date(2026, 11, 2)),
        "abstract": Provenance(source="arxiv", as_of=date(2026, 11, 2)),
        "citations": Provenance(source="semantic_scholar", as_of=COUNTED),
    },
    stale=("citations",),
)

VLLM = Paper(
    id="efficient-memory-management",
    status="matched",
    title="Efficient Memory Management for Large Language Model Serving with PagedAttention",
    listed=(
        Place(
            title="Efficient Memory Management for Large Language Model Serving with PagedAttention (vLLM)",
            section=SERVING,
            tag="SOSP '23",
            notes=("vLLM keeps the cache of keys and values in pages.", "Also listed under reliability."),
            links=(Link(label="link", url="https://arxiv.org/pdf/2309.06180"),),
            line=30,
        ),
        Place(
            title="EFFICIENT memory management for large language model serving with  PagedAttention",
            section=FOR_SYSTEMS,
            line=60,
        ),
    ),
    authors=tuple(Author(name=name) for name in ("Woosuk Kwon", "Zhuohan Li", "Siyuan Zhuang", "Ying Sheng")),
    abstract="Memory for attention is handed out in pages. (Invented for tests.)",
    abstract_notice="Shown by leave of its publisher.",
    venue="SOSP",
    year=2023,
    ids=Ids(arxiv="2309.06180", doi="10.1145/3600006.3613165"),
    links=Links(
        landing="https://dl.acm.org/doi/10.1145/3600006.3613165",
        arxiv="https://arxiv.org/abs/2309.06180",
        doi="https://doi.org/10.1145/3600006.3613165",
        pdf="https://arxiv.org/pdf/2309.06180",
        semantic_scholar="https://www.semanticscholar.org/paper/83b90f4a0ae4cc214eb3cc140ccfef9cd99fac05",
    ),
    citations=Citations(count=1, as_of=date(2026, 11, 9)),
    match=Match(verdict="exact", reasons=("same title", "same authors")),
    provenance={
        "citations": Provenance(source="semantic_scholar", as_of=date(2026, 11, 9)),
        "abstract": Provenance(source="semantic_scholar", as_of=date(2026, 11, 9)),
    },
)


def unsettled(**changes: object) -> Paper:
    """A paper of which only the list tells anything."""
    paper = Paper(
        id="pathways",
        status="needs_review",
        title="Pathways: Asynchronous Distributed Dataflow for ML",
        listed=(
            Place(
                title="Pathways: Asynchronous Distributed Dataflow for ML", section=TRAINING, tag="MLSys '22", line=12
            ),
        ),
        match=Match(verdict="ambiguous"),
    )
    return Paper.model_validate({**paper.model_dump(), **changes})


def hostile() -> Paper:
    """A paper each of whose texts tries to be more than text."""
    return unsettled(
        id="hostile",
        status="matched",
        title=HOSTILE,
        listed=[
            {
                "title": f"Listed {HOSTILE}",
                "section": [HOSTILE, f"# {HOSTILE} #"],
                "tag": HOSTILE,
                "notes": [HOSTILE, f"1. {HOSTILE}", "<!-- catalogue:end -->", "```", "\u202eright to left\x1b[31m"],
                "links": [{"label": HOSTILE, "url": "javascript:alert(1)"}, {"label": "]", "url": "http://h/)<b>"}],
                "line": 70,
            }
        ],
        authors=[{"name": HOSTILE}, {"name": "</details>"}],
        abstract=f"{HOSTILE}\n\n</details>\n\n<!-- catalogue:end -->\n# {HOSTILE}\n```\n\ud800",
        abstract_notice=HOSTILE,
        venue=HOSTILE,
        links={"landing": "data:text/html,<script>", "pdf": "http://h.example/a b)(c<d>\"'`|?x=1&copy=2"},
        match={"verdict": "exact", "reasons": [HOSTILE]},
        provenance={"abstract": {"source": "arxiv", "as_of": "2026-11-02"}},
    )


def catalogue(*papers: Paper) -> Catalogue:
    return Catalogue(title="mlsys_papers", papers=papers)


FULL = catalogue(
    LIGHTSEQ,
    unsettled(),
    VLLM,
    unsettled(
        id="retired",
        status="not_found",
        title="Grinder",
        listed=[{"title": "Grinder", "section": FOR_SYSTEMS, "line": 50}],
        match={"verdict": "retired"},
    ),
)

PATHWAYS = Resolution(
    entry=Entry(
        id="pathways",
        title="Pathways: Asynchronous Distributed Dataflow for ML",
        line=12,
        section=TRAINING,
        tag="MLSys '22",
        venue="MLSys",
        year=2022,
    ),
    verdict="ambiguous",
    reasons=("two papers of nearly this title",),
    candidates=(
        Candidate(
            record=Record(
                source="arxiv",
                title="Pathways: Asynchronous Distributed Dataflow for ML",
                authors=tuple(Author(name=name) for name in ("Paul Barham", "Jeff Dean")),
                year=2022,
                ids=Ids(arxiv="2203.12533"),
                links=Links(landing="https://arxiv.org/abs/2203.12533"),
            ),
            via="title",
            similarity=100.0,
            for_it=("same title",),
            against_it=("no second witness",),
        ),
        Candidate(
            record=Record(source="semantic_scholar", title="The same paper again", ids=Ids(arxiv="2203.12533")),
            via="title",
            similarity=99.0,
        ),
        Candidate(
            record=Record(
                source="semantic_scholar",
                title='Pathways to "Mars" \\ New | Trajectory \x7fOpportunities',
                authors=(Author(name="Niehoff"),),
                year=1986,
            ),
            via="title",
            similarity=41.4,
            against_it=("other authors", "36 years earlier"),
        ),
        Candidate(record=Record(source="snapshot", title="Pathways"), via="title", similarity=33.0),
        Candidate(record=Record(source="snapshot", title="A fourth", year=2020), via="title", similarity=30.0),
    ),
    unasked=(("semantic_scholar", "429 for 31.7 seconds"),),
)


def resolution(title: str, verdict: str, **more: object) -> Resolution:
    entry = {"id": title.lower(), "title": title, "line": 5}
    return Resolution.model_validate({"entry": entry, "verdict": verdict, **more})
