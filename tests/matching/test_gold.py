"""Hard pairs by hand: what an entry says, what is on offer, and what a careful person would decide."""

from __future__ import annotations

import pytest

from pipeline.matching.decide import decide
from pipeline.models import Entry, Record, Verdict
from tests.matching.samples import entry, offers_for, record

CHINCHILLA = "Training Compute-Optimal Large Language Models"
ROBOTS = "Language Models as Zero-Shot Planners for Household Robots"
VLLM = "Efficient Memory Management for Large Language Model Serving with PagedAttention"
LIGHTSEQ = "LightSeq: Sequence Level Parallelism for Distributed Training of Long Context Transformers"
LONG = "Elastic Checkpoint Scheduling of Preemptible Jobs for Sparse Tensor Compilers on Shared Clusters"
OTHER_WORD = LONG.replace("Shared", "Rented")
DISTFLASH = "DISTFLASHATTN: Distributed Memory-efficient Attention for Long-context LLMs Training"

MATCHED: dict[str, tuple[str, str]] = {
    "the same": (CHINCHILLA, CHINCHILLA),
    "case and a trailing stop": (CHINCHILLA, "training compute-optimal large language models."),
    "curly quotes": (
        "Don't Stop Pretraining: Adapt Language Models to Domains",
        "Don’t stop pretraining: adapt language models to domains",
    ),
    "another dash": (
        "Cross–Layer Distillation — Smaller Recurrent Networks Faster",
        "Cross-Layer Distillation: Smaller Recurrent Networks Faster",
    ),
    "ligatures": ("Efﬁcient and Eﬀective Dataﬂow for Training", "Efficient and Effective Dataflow for Training"),
    "full width": ("ＴｅｎｓｏｒＦｌｏｗ：Large-Scale Machine Learning", "TensorFlow: Large-Scale Machine Learning"),
    "Greek against its name": (
        "μTransfer Scaling of Neural Hyperparameters",
        "muTransfer Scaling of Neural Hyperparameters",
    ),
    "TeX": (
        '$\\alpha$-Divergence for G\\"odel Machines and Proof Search',
        "α-Divergence for Gödel Machines and Proof Search",
    ),
    "markup": ("H2O: Heavy-Hitter Oracle for Generation", "H<sub>2</sub>O: Heavy-Hitter Oracle for Generation"),
    "an ampersand spelt out": (
        "Learning & Planning with Tiny Recurrent Networks",
        "Learning and Planning with Tiny Recurrent Networks",
    ),
    "two words or one": (
        "A Large Data Set of Kernel Crash Reports",
        "A Large Dataset of Kernel Crash Reports",
    ),
    "Chinese": ("大规模语言模型训练系统中的容错与恢复技术研究", "大规模语言模型训练系统中的容错与恢复技术研究"),
    "British and American": (
        "Optimising Tensor Programs with Learned Search",
        "Optimizing Tensor Programs with Learned Search",
    ),
    "a slip of the pen": (
        "Scheduling Hetrogeneous Clusters for Deep Learning",
        "Scheduling Heterogeneous Clusters for Deep Learning",
    ),
    "two letters swapped": (
        "Scheduling Heterogenoeus Clusters for Deep Learning",
        "Scheduling Heterogeneous Clusters for Deep Learning",
    ),
    "a plural": (
        "Language Model as Zero-Shot Planner for Household Robots",
        ROBOTS,
    ),
    "the subtitle left out": (ROBOTS, f"{ROBOTS}: Extracting Actionable Knowledge"),
    "the name left out": (ROBOTS, f"HouseBot: {ROBOTS}"),
    "the name added": (f"HouseBot: {ROBOTS}", ROBOTS),
    "a first letter missing in a long title": (
        "Elastic Scheduling of Jobs for Neural achine Translation",
        "Elastic Scheduling of Jobs for Neural Machine Translation",
    ),
    "a stop word that lost a letter": (
        "Understanding Clustering f Time Series with Sparse Adaptation",
        "Understanding Clustering of Time Series with Sparse Adaptation",
    ),
    "a slip in the word that says it is a survey": (
        "A Rexiew of Zero-Shot Planners for Household Robots",
        "A Review of Zero-Shot Planners for Household Robots",
    ),
    "the letters of a word in another order": (
        "Semantically Mutil-modal Scheduling of Clusters",
        "Semantically Multi-Modal Scheduling of Clusters",
    ),
    "an article left out before few words": ("Survey on Judges in LLMs", "A Survey on Judges in LLMs"),
    "a slip in the word that says what it follows": (
        "Reuvisiting Zero-Shot Planners for Household Robots",
        "Revisiting Zero-Shot Planners for Household Robots",
    ),
    "a slip that only begins like another word": (
        "Mastering Arcade Games with Discrete Wordl Models",
        "Mastering Arcade Games with Discrete World Models",
    ),
    "British spelling beside an acronym": (
        "Modelling Sparse Tables with LLMs",
        "Modeling Sparse Tables with Large Language Models",
    ),
    "an article beside a name": (
        "MetaGPT: Meta Programming for Multi-Agent Collaborative Frameworks",
        "MetaGPT: Meta Programming for a Multi-Agent Collaborative Framework",
    ),
    "two slips in two words": (
        "Lossless Compresion of Gradients for Decentralised Oqtimisers",
        "Lossless Compression of Gradients for Decentralised Optimisers",
    ),
    "a sign as TeX and as a letter": (
        r"A Proof that $P \neq NP$ by Counting Circuits",
        "A Proof that P ≠ NP by Counting Circuits",
    ),
    "a sign as it is typed": (
        "Rational Maps X -> Y in Dimensions d >= 3 over Number Fields",
        r"Rational Maps $X \to Y$ in Dimensions d ≥ 3 over Number Fields",
    ),
    "a sign that was lost": (
        "Ising Models at Temperatures T 0 on Lattices",
        "Ising Models at Temperatures T > 0 on Lattices",
    ),
    "a survey on or of": (
        "A Survey on Scheduling Preemptible Jobs without Checkpoints",
        "Survey of Scheduling of Preemptible Jobs without Checkpoints",
    ),
    "a mark mistyped": (
        "Vector Databases for Approximate Queries: A Suvey",
        "Vector Databases for Approximate Queries: A Survey",
    ),
}
"""Listed and printed titles of one paper, where the title is the only evidence."""

OTHER_WORKS: dict[str, tuple[str, str]] = {
    "FP8, FP4": (
        "Training Large Language Models with FP8 Precision",
        "Training Large Language Models with FP4 Precision",
    ),
    "without a part, Part I": ("Gradient Compression in Practice", "Gradient Compression in Practice Part I"),
    "without a part, a first part with a subtitle": (
        "Communication-Efficient Training of Large Models",
        "Communication-Efficient Training of Large Models, Part I: Theory",
    ),
    "without a numeral, I": ("Structure of K-theory and Motives", "Structure of K-theory and Motives I"),
    "without a part, a part in brackets": (
        "Bounded Variation Flows in the Plane",
        "Bounded Variation Flows in the Plane (Part I)",
    ),
    "a retraction note": (
        "Tidepool Scheduling of Preemptible Jobs",
        "Retraction Note to: Tidepool Scheduling of Preemptible Jobs",
    ),
    "retracted": ("Tidepool Scheduling of Preemptible Jobs", "RETRACTED: Tidepool Scheduling of Preemptible Jobs"),
    "retracted, in brackets": (
        "Tidepool Scheduling of Preemptible Jobs",
        "Tidepool Scheduling of Preemptible Jobs (Retracted)",
    ),
    "an author's correction": (
        "Tidepool Scheduling of Preemptible Jobs",
        "Author Correction: Tidepool Scheduling of Preemptible Jobs",
    ),
    "a discussion": (
        "Tidepool Scheduling of Preemptible Jobs",
        "Discussion of: Tidepool Scheduling of Preemptible Jobs",
    ),
    "a review of a book": (
        "Tidepool Scheduling of Preemptible Jobs",
        "Book Review: Tidepool Scheduling of Preemptible Jobs",
    ),
    "SAM 2, SAM 3": ("SAM 2: Segment Anything in Images and Videos", "SAM 3: Segment Anything in Images and Videos"),
    "v2, v3": ("DeepSeek-V2 Technical Report on Language Models", "DeepSeek-V3 Technical Report on Language Models"),
    "a Roman numeral": (
        "Adaptive Caching of Model Weights, Part II",
        "Adaptive Caching of Model Weights, Part III",
    ),
    "a number on one side": (
        "Orca: Teaching Small Language Models How to Reason",
        "Orca 2: Teaching Small Language Models How to Reason",
    ),
    "a survey": (
        "Efficient Large Language Model Inference Serving",
        "Efficient Large Language Model Inference Serving: A Survey",
    ),
    "an extended abstract": (
        "Elastic Scheduling of Deep Learning Jobs",
        "Elastic Scheduling of Deep Learning Jobs (Extended Abstract)",
    ),
    "a poster": (
        "Elastic Scheduling of Deep Learning Jobs in Clusters",
        "Poster: Elastic Scheduling of Deep Learning Jobs in Clusters",
    ),
    "a follow-up": (
        "Long Short-Term Memory for Machine Reading",
        "Long Short-Term Memory for Machine Reading Revisited",
    ),
    "an erratum": (
        "Elastic Scheduling of Deep Learning Jobs in Clusters",
        "Erratum: Elastic Scheduling of Deep Learning Jobs in Clusters",
    ),
    "the order of words": (
        "A Survey of Large Language Models",
        "Large Language Models: A Survey",
    ),
    "the order of small words": (
        "Small Language Models Survey",
        "A Survey of Small Language Models",
    ),
    "the halves swapped": (
        "Exploring Post-training Quantization in LLMs from Comprehensive Study to Low Rank Compensation",
        "From Comprehensive Study to Low-Rank Compensation: Exploring Post-Training Quantization in LLMs",
    ),
    "the last word missing": (
        "Deep Natural Language Processing for LinkedIn Search Systems",
        "Deep Natural Language Processing for LinkedIn Search",
    ),
    "the last words missing": (
        "A Survey on Retrieval-Augmented Text Generation for LLMs",
        "A Survey on Retrieval-Augmented Text Generation",
    ),
    "the opposite: supervised": (
        "Unsupervised Learning of Visual Scene Representations",
        "Supervised Learning of Visual Scene Representations",
    ),
    "the opposite: online": (
        "Online Reinforcement Learning with Language Feedback",
        "Offline Reinforcement Learning with Language Feedback",
    ),
    "the opposite: between or within": (
        "Inter-Operator Parallelism for Deep Learning Compilers",
        "Intra-Operator Parallelism for Deep Learning Compilers",
    ),
    "another name before a short subtitle": (
        "EinNet: Optimizing Tensor Programs by Derivation",
        "OLLIE: Optimizing Tensor Programs by Derivation",
    ),
    "another name of several words before the subtitle": (
        "EinNet: Optimizing Tensor Programs with Derivation-Based Transformations",
        "A Fast Compiler: Optimizing Tensor Programs with Derivation-Based Transformations",
    ),
    "another number in the name before the subtitle": (
        "EinNet2: Optimizing Tensor Programs with Derivation-Based Transformations",
        "EinNet3: Optimizing Tensor Programs with Derivation-Based Transformations",
    ),
    "a name against name and subtitle": (
        "GEMINI: Fast Failure Recovery in Distributed Training with In-Memory Checkpoints",
        "Gemini",
    ),
    "a short opening": ("Efficient Memory Management", VLLM),
    "a generic title": ("Introduction", "Introduction"),
    "a name": ("Gemini", "Gemini"),
    "too few words": ("Deep Learning", "Deep Learning"),
    "the opposite: symmetric": (
        "Spectral Methods for Symmetric Tensor Decomposition",
        "Spectral Methods for Asymmetric Tensor Decomposition",
    ),
    "a short word that begins otherwise": (
        "Distributed Node Placement for Very Large Graph Engines",
        "Distributed Code Placement for Very Large Graph Engines",
    ),
    "a letter makes another word": (
        "Optical Solitons for Layered Magnetic Materials",
        "Optimal Solitons for Layered Magnetic Materials",
    ),
    "two letters that changed places, which makes another word": (
        "Reserving Currents in Layered Magnetic Materials",
        "Reversing Currents in Layered Magnetic Materials",
    ),
    "a letter that is no article": (
        "A-Optimal Designs of Layered Magnetic Materials",
        "Optimal Designs of Layered Magnetic Materials",
    ),
    "a star behind what is no article": ("A* Search in Layered Materials", "Search in Layered Materials"),
    "another word of the same letters": (
        "Pointer Networks for Layered Magnetic Materials",
        "Protein Networks for Layered Magnetic Materials",
    ),
    "a letter makes another word, and an ending differs": (
        "Microscopic Theories of Layered Magnetic Material",
        "Macroscopic Theory of Layered Magnetic Materials",
    ),
    "other words, whose stems are a letter apart": (
        "Hyperbolic Translation of Layered Magnetic Materials",
        "Hyperbolic Transfer of Layered Magnetic Materials",
    ),
    "a mark that a letter makes another word": (
        "Refracted Light Scattering in Layered Magnetic Media",
        "Retracted: Light Scattering in Layered Magnetic Media",
    ),
    "another letter for a part": (
        "Spectral Methods in Plasma Simulation: Part A",
        "Spectral Methods in Plasma Simulation: Part B",
    ),
    "a letter that is a word": (
        "Vitamin Deficiency in Newborn Infants",
        "Vitamin K Deficiency in Newborn Infants",
    ),
    "two slips in one word": (
        "Differentially Private Submodular Maximization in Streams",
        "Differentially Private Submodular Minimization in Streams",
    ),
    "another sign": (
        "A Proof that P = NP by Counting Circuits",
        "A Proof that P ≠ NP by Counting Circuits",
    ),
    "another sign in TeX": (
        r"Global Wave Maps in Dimensions $d \leq 3$ with Small Data",
        r"Global Wave Maps in Dimensions $d \geq 3$ with Small Data",
    ),
    "another sign as an entity": (
        "Ising Models at Temperatures T &lt; 0 on Lattices",
        "Ising Models at Temperatures T > 0 on Lattices",
    ),
    "plus, minus": (
        "Outcomes of HER2+ Breast Cancer under Adjuvant Therapy",
        "Outcomes of HER2- Breast Cancer under Adjuvant Therapy",
    ),
    "not": ("Attention is not Explanation", "Attention is not not Explanation"),
    "with, without": (
        "Semantic Segmentation with Pixel Labels",
        "Semantic Segmentation without Pixel Labels",
    ),
    "without in a name that stands alone": (
        "Serving Sparse Networks With Interruptions",
        "Serving Sparse Networks Without Interruptions: An Elastic Approach",
    ),
    "non": (
        "Convergence of Adaptive Gradient Methods for Convex Federated Problems",
        "Convergence of Adaptive Gradient Methods for Non-Convex Federated Problems",
    ),
    "a claim, and the question whether it is true": ("Attention Is All You Need", "Is Attention All You Need?"),
    "there and back": (
        "Transfer from Simulation to Reality for Legged Robots",
        "Transfer to Simulation from Reality for Legged Robots",
    ),
    "the opposite in a long title": (
        "Finite Element Simulation of Compressible Viscous Flow around Rotating Cylinders at High Reynolds Numbers",
        "Finite Element Simulation of Incompressible Viscous Flow around Rotating Cylinders at High Reynolds Numbers",
    ),
    "a correction": (
        "Elastic Scheduling of Deep Learning Jobs in Clusters",
        "Correction to: Elastic Scheduling of Deep Learning Jobs in Clusters",
    ),
}
"""Titles that are near each other, and say too little or name two papers."""


@pytest.mark.parametrize(("listed", "printed"), MATCHED.values(), ids=MATCHED)
def test_one_paper_in_two_spellings(listed: str, printed: str) -> None:
    for ours, theirs in ((listed, printed), (printed, listed)):
        right = record(theirs, "Ada Quill", corpus_id="1")
        decision = decide(entry(ours), offers_for(entry(ours), right))
        assert decision.verdict in ("exact", "strong"), decision.reasons
        assert [one.record for one in decision.accepted] == [right]


@pytest.mark.parametrize(("listed", "printed"), OTHER_WORKS.values(), ids=OTHER_WORKS)
def test_a_near_title_is_not_taken_for_the_paper(listed: str, printed: str) -> None:
    for ours, theirs in ((listed, printed), (printed, listed)):
        decision = decide(entry(ours, year=2023), offers_for(entry(ours), record(theirs, year=2023, corpus_id="1")))
        assert decision.accepted == ()
        assert decision.verdict in ("ambiguous", "different", "not_found")
        assert decision.reasons


@pytest.mark.parametrize(
    ("listed", "on_offer", "verdict"),
    [
        (entry("Deep Learning", authors=("Yann LeCun",)), record("Deep Learning", "Y. LeCun"), "exact"),
        (entry("Orca", venue="OSDI", year=2022), record("Orca", venue="OSDI", year=2022), "exact"),
        (entry("Orca", arxiv="2101.00001"), record("Orca", arxiv="2101.00001"), "exact"),
        (entry("Orca", year=2022), record("Orca", year=2022), "ambiguous"),
        (entry("Scaling Laws Explained", year=2022), record("Scaling Laws Explained", year=2022), "exact"),
        (entry(CHINCHILLA, year=2022), record(CHINCHILLA, year=2015), "ambiguous"),
        (entry(CHINCHILLA, year=2022, venue="ECCV"), record(CHINCHILLA, year=2018, venue="ECCV"), "exact"),
        (entry(CHINCHILLA, year=2022, venue="ECCV"), record(CHINCHILLA, year=2018, venue="CVPR"), "ambiguous"),
        (entry(CHINCHILLA, year=2019, authors=("Ada Quill",)), record(CHINCHILLA, "A. Quill", year=2024), "exact"),
        (entry("Sparse Orca", year=2022, venue="ECCV"), record("Sparse Orca", year=2018, venue="ECCV"), "ambiguous"),
        (entry(CHINCHILLA, year=2022), record(CHINCHILLA, year=2019), "exact"),
        (entry(CHINCHILLA, year=2022), record(CHINCHILLA, year=2024), "exact"),
        (entry(CHINCHILLA, year=2022), record(CHINCHILLA), "exact"),
        (entry(CHINCHILLA, authors=("Ada Quill",)), record(CHINCHILLA, "Bo Larch"), "ambiguous"),
        (entry(CHINCHILLA, authors=("Ada Quill",)), record(CHINCHILLA), "exact"),
        (entry(f"{VLLM} (vLLM)", aliases=("vLLM",)), record(VLLM), "exact"),
        (entry("LLaMA", arxiv="2302.13971"), record("LLaMA: Open Foundation Models", arxiv="2302.13971"), "strong"),
        (entry(LIGHTSEQ, arxiv="2310.03294"), record(DISTFLASH, arxiv="2310.03294"), "renamed"),
        (entry(LIGHTSEQ), record(DISTFLASH, arxiv="2310.03294"), "not_found"),
        (entry(CHINCHILLA, arxiv="2101.00001"), record("Ray Tracing in Pictures", arxiv="2101.00001"), "different"),
        (entry("SAM 2: Segment", arxiv="2304.1"), record("SAM 3: Segment", arxiv="2304.1"), "different"),
        (entry(CHINCHILLA), record("Ray Tracing Deterministic Fractals"), "not_found"),
        (entry(OTHER_WORD, authors=("Ada Quill",)), record(LONG, "A. Quill"), "strong"),
        (entry(OTHER_WORD, year=2023), record(LONG, year=2023), "different"),
        (entry(f"{ROBOTS} at Home", venue="ICML"), record(ROBOTS, venue="ICML"), "strong"),
    ],
    ids=lambda value: f"{value.title[:24]}" if isinstance(value, Entry | Record) else value,
)  # fmt: skip
def test_a_second_witness_settles_or_denies(listed: Entry, on_offer: Record, verdict: Verdict) -> None:
    decision = decide(listed, offers_for(listed, on_offer))
    assert decision.verdict == verdict, decision.reasons
    assert [one.record for one in decision.accepted] == (
        [on_offer] if verdict in ("exact", "strong", "renamed") else []
    )


SHARED_LOADING = "TensorSocket: Shared Data Loading for Deep Learning Training"
NEAREST_LOADING = "Accelerating Data Loading in Deep Neural Network Training"
REWORDED = (
    "Teaching Small Robots to Plan Household Chores from Video",
    "Teaching Small Robots Planning of House Chores by Video",
)


@pytest.mark.parametrize(
    ("listed", "on_offer", "verdict"),
    [
        (entry(SHARED_LOADING, year=2024), record(NEAREST_LOADING, "Bo Larch", year=2019), "not_found"),
        (entry(SHARED_LOADING, year=2024), record(NEAREST_LOADING, "Bo Larch", year=2023), "different"),
        (entry(SHARED_LOADING), record(NEAREST_LOADING, "Bo Larch", year=2019), "different"),
        (
            entry(SHARED_LOADING, year=2024, authors=("Bo Larch",)),
            record(NEAREST_LOADING, "Bo Larch", year=2019),
            "different",
        ),
        (entry(SHARED_LOADING, arxiv="2409.18749"), record(NEAREST_LOADING, arxiv="2409.18749"), "renamed"),
        (entry(REWORDED[0]), record(REWORDED[1]), "different"),
        (entry(REWORDED[0], year=2023), record(REWORDED[1], year=2023), "different"),
        (entry(REWORDED[0], year=2023), record(REWORDED[1], year=2012), "not_found"),
        (entry(CHINCHILLA, year=2022), record(CHINCHILLA, year=2010), "ambiguous"),
    ],
)
def test_only_what_comes_near_is_put_before_a_person(listed: Entry, on_offer: Record, verdict: Verdict) -> None:
    decision = decide(listed, offers_for(listed, on_offer))
    assert decision.verdict == verdict, decision.reasons
    assert [one.record for one in decision.candidates] == [on_offer]


def test_a_link_to_quite_another_title_is_not_said_to_be_missing() -> None:
    listed = entry(CHINCHILLA, arxiv="2101.00001")
    decision = decide(listed, offers_for(listed, record("Ray Tracing in Pictures", arxiv="2101.00001")))
    assert decision.verdict == "different"
    assert decision.reasons[0].startswith("the entry links to it, but the titles share too little")


@pytest.mark.parametrize(
    ("listed", "printed", "missing"),
    [
        (
            "Parcae: a system for flexible execution",
            "Parcae: a system for flexible parallel execution",
            "some of its words",
        ),
        ("Offline Batch Query Rewriting", "Offline Batch Query Rewriting Service", "its first or last words"),
        ("Offline Batch Query Rewriting", "Towards Fast Offline Batch Query Rewriting", "its first or last words"),
    ],
)
def test_which_words_are_missing_is_told(listed: str, printed: str, missing: str) -> None:
    decision = decide(entry(listed), offers_for(entry(listed), record(printed)))
    assert decision.verdict == "different"
    assert decision.reasons == (f"a title without {missing} needs a second witness: an author, a venue or a link",)


@pytest.mark.parametrize(
    ("listed", "printed", "linked", "for_it", "against_it"),
    [
        (  # data, load and train, of five words on either side
            "Data Loading for Deep Nets in Training",
            "Speedy Data Loading: Training of Models",
            False,
            "the titles share 3 of 5 words that count",
            None,
        ),
        (
            "Sequence Parallel Training of Long Transformers",
            "Distributed Attention for Long Context Training",
            True,
            "the titles share 2 of 5 words that count",
            None,
        ),
        (
            "Sequence Parallel Training of Long Transformers",
            "Ray Tracing in Long Pictures",
            True,
            None,
            "the titles share 1 of 4 words that count",
        ),
        (CHINCHILLA, "Ray Tracing in Pictures", True, None, "the titles share no word that counts"),
    ],
)
def test_how_much_titles_share_is_counted_and_little_speaks_for_nothing(
    listed: str, printed: str, for_it: str | None, against_it: str | None, *, linked: bool
) -> None:
    at = entry(listed, arxiv="2101.00001" if linked else None)
    (one,) = decide(at, offers_for(at, record(printed, arxiv="2101.00001"))).candidates
    assert [words for words in one.for_it if "titles share" in words] == ([for_it] if for_it else [])
    assert [words for words in one.against_it if words.startswith("the titles share")] == (
        [against_it] if against_it else []
    )


def test_nothing_on_offer_is_not_found() -> None:
    assert decide(entry(CHINCHILLA), []).verdict == "not_found"


def test_a_preprint_and_its_published_version_are_one_work_though_numbered_twice() -> None:
    preprint = record(ROBOTS, "Ada Quill", year=2022, arxiv="2201.07207", corpus_id="1")
    published = record(ROBOTS, "Ada Quill", year=2022, venue="ICML", corpus_id="2")
    another = record(ROBOTS, "Ada Quill", year=2022, venue="ICLR", corpus_id="3")
    decision = decide(entry(ROBOTS), offers_for(entry(ROBOTS), preprint, published))
    assert {one.record.ids.corpus_id for one in decision.accepted} == {"1", "2"}
    assert decide(entry(ROBOTS), offers_for(entry(ROBOTS), published, another)).verdict == "ambiguous"


def test_an_equal_title_in_doubt_is_told_to_be_equal() -> None:
    listed = entry(CHINCHILLA, authors=("Ada Quill",))
    decision = decide(listed, offers_for(listed, record(CHINCHILLA, "Bo Larch", corpus_id="1")))
    assert decision.reasons == ("the titles are equal", "no listed author is among its authors")


def test_titles_that_differ_are_not_told_to_be_wholly_alike() -> None:
    long = f"{OTHER_WORD} for {LONG}"
    listed = entry(long.replace("Elastic", "Elastc", 1))
    decision = decide(listed, offers_for(listed, record(long, corpus_id="1")))
    assert decision.reasons == ("the titles differ by a letter or an ending (99 of 100)",)


@pytest.mark.parametrize(
    ("listed", "printed"),
    [
        ("Searching for Better Practices in RAG", "Searching for Better Practices in Retrieval-Augmented Generation"),
        ("Eliciting Careful Human Preferences with LLMs", "Eliciting Careful Human Preferences with Language Models"),
        ("Why Do Readers Attend to First Tokens?", "Why Do Readers Attend to the First Token?"),
    ],
)
def test_acronyms_endings_and_small_words_are_not_told_as_a_letter(listed: str, printed: str) -> None:
    decision = decide(entry(listed), offers_for(entry(listed), record(printed, corpus_id="1")))
    told = ("the titles are the same but for small words, endings or acronyms",)
    assert (decision.verdict, decision.reasons) == ("strong", told)
