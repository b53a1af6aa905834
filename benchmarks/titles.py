"""Made-up titles that look like those of real papers, the same for the same seed; near-duplicates among them.

Lengths follow those of real ones (most have six to thirteen words), and so do the letters that trouble query languages:
`&`, `+`, `#`, quotes, colons, TeX, accents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from itertools import count
from random import Random

_ONSETS = "b br c cl d dr f fl g gr h j k l m n p pr qu r s sk st t tr v w x z".split()
_VOWELS = "a e i o u ai ea io".split()
_CODAS = ["", "l", "m", "n", "r", "s", "x", "nt", "rd", "sk"]

_QUALITIES = (
    "Efficient|Elastic|Scalable|Adaptive|Fault-Tolerant|Low-Latency|Memory-Aware|Near-Optimal|Communication-Avoiding|"
    "Asynchronous|Decentralised|Predictable|Verified|Composable|Topology-Aware|Energy-Proportional|Preemptible|"
    "Hardware-Conscious|Speculative|Incremental|Heterogeneous|Deadline-Driven|Privacy-Preserving|Differentiable"
).split("|")
_SUBJECTS = (
    "Transformer|Tensor|Gradient|Checkpoint|Key-Value|Parameter|Embedding|Mixture-of-Experts|Pipeline|Graph|Attention|"
    "Activation|Prompt|Kernel|Sequence|Adapter|Dataflow|Feature|Cluster|Accelerator|Federated|Recommendation|Diffusion|"
    "Retrieval|Log|Page|Packet|Lock|Index|Transaction"
).split("|")
_ACTIVITIES = (
    "Training|Serving|Scheduling|Compression|Caching|Placement|Partitioning|Offloading|Recovery|Quantisation|Prefetching|"
    "Compilation|Batching|Migration|Sharding|Profiling|Replication|Deduplication|Synchronisation|Verification"
).split("|")
_PLACES = (
    "Commodity Clusters|Spot Instances|Disaggregated Memory|Mobile Devices|Multi-Tenant Clouds|Wide-Area Networks|"
    "Serverless Platforms|Persistent Memory|Programmable Switches|Large Language Models|Geo-Distributed Datacentres|"
    "Embedded Processors|Shared GPUs|Unreliable Workers|Long Contexts|Streaming Graphs|Edge Gateways|"
    "Solid-State Drives|Vector Databases|Trusted Enclaves"
).split("|")
_MEANS = (
    "Learned Cost Models|Dynamic Programming|Work Stealing|Static Analysis|Lightweight Sketches|Operator Fusion|"
    "Hierarchical Collectives|Optimistic Concurrency|Constraint Solving|Reinforcement Learning|Erasure Coding|"
    "Ahead-of-Time Planning|Type Inference|Data Parallelism|Fine-Grained Sampling|Symbolic Execution"
).split("|")
_ODDITIES = (
    '$\\epsilon$-Approximate|C++-Native|I/O- & Memory-Bound|"Free"|Pareto-Optimal ($k$-way)|Naïve|Gröbner-Style|'
    "C#-Hosted"
).split("|")

_SAYS_NOTHING = re.compile(r"\b(?:for|on|in|across|with|via|through)\b|[\W_]")


def titles(chance: Random) -> Iterator[str]:
    """Distinct titles without end. Every tenth differs from the one before by a word, a number, a mark or its name.

    No two differ by small words alone, or by the want of a name alone: such a pair would be one paper to anybody.
    """
    seen: set[str] = set()
    last = ""
    for place in count():
        title = _unseen_neighbour(chance, last, seen) if place % 10 == 9 else _unseen_title(chance, seen)
        seen |= {_core(title), _core(_without_name(title))}
        yield title
        last = title


def _unseen_title(chance: Random, seen: Container[str]) -> str:
    return next(title for title in _drawn(lambda: _title(chance)) if _core(_without_name(title)) not in seen)


def _unseen_neighbour(chance: Random, title: str, seen: Container[str]) -> str:
    return next(near for near in _drawn(lambda: _neighbour(chance, title)) if _core(near) not in seen)


def _drawn(draw: Callable[[], str]) -> Iterator[str]:
    while True:
        yield draw()


def _core(title: str) -> str:
    return _SAYS_NOTHING.sub("", title.casefold())


def _without_name(title: str) -> str:
    return title.rpartition(": ")[2]


def _title(chance: Random) -> str:
    kinds: list[Callable[[Random], str]] = [_named, _plain, _with_means, _odd, _short]
    (kind,) = chance.choices(kinds, weights=[58, 22, 16, 2, 2])
    return kind(chance)


def _named(chance: Random) -> str:
    return f"{_name(chance)}: {_plain(chance)}"


def _plain(chance: Random) -> str:
    between = chance.choice(["for", "on", "in", "across"])
    return f"{chance.choice(_QUALITIES)} {_topic(chance)} {between} {chance.choice(_PLACES)}"


def _with_means(chance: Random) -> str:
    return f"{_plain(chance)} {chance.choice(['with', 'via', 'through'])} {chance.choice(_MEANS)}"


def _odd(chance: Random) -> str:
    return f"{chance.choice(_ODDITIES)} {_topic(chance)} for {chance.choice(_PLACES)} with {chance.choice(_MEANS)}"


def _short(chance: Random) -> str:
    return f"{chance.choice(_QUALITIES)} {_topic(chance)}"


def _topic(chance: Random) -> str:
    return f"{chance.choice(_SUBJECTS)} {chance.choice(_ACTIVITIES)}"


def _name(chance: Random) -> str:
    syllables = [chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.randint(1, 2))]
    return "".join([*syllables, chance.choice(_ONSETS), chance.choice(_VOWELS), chance.choice(_CODAS)]).capitalize()


def _neighbour(chance: Random, title: str) -> str:
    """Another paper with nearly the same title: a follow-up, a survey, another place, another
    precision, another name."""
    changes: list[Callable[[Random, str], str]] = [
        lambda _, near: f"A Survey of {near}",
        lambda _, near: f"{near}, Revisited",
        lambda chance, near: f"{near} in FP{chance.choice([4, 6, 8, 16])}",
        lambda chance, near: f"{near.rpartition(' ')[0]} {chance.choice(_PLACES).rpartition(' ')[2]}",
    ]
    if _without_name(title) != title:
        changes.append(lambda chance, near: f"{_name(chance)}: {_without_name(near)}")
    return chance.choice(changes)(chance, title)
