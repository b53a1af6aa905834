"""Hard pairs by hand, where the list has less than the title, or other words for it; each both ways: what a careful
person would accept, and what comes near and must be refused."""

from __future__ import annotations

import pytest

from pipeline.matching.decide import decide
from tests.matching.samples import entry, offer, offers_for, record

ACCEPTED: dict[str, tuple[str, str]] = {
    "three common words, equal": ("Transformers without Normalization", "Transformers without Normalization"),
    "two words, one of them rare, equal": ("Epipolar Transformers", "Epipolar Transformers"),
    "an acronym for the words": ("LLMs Represent Space and Time", "Language Models Represent Space and Time"),
    "an acronym in the middle": (
        "Searching for Best Practices in RAG",
        "Searching for Best Practices in Retrieval-Augmented Generation",
    ),
    "the acronym only in print": (
        "Quantized Inference for Large Language Models on Phones",
        "Quantized Inference for LLMs on Phones",
    ),
    "a multiplication sign": (
        "Weakly Supervised Point Cloud Segmentation: Towards 10X Fewer Labels",
        "Weakly Supervised Point Cloud Segmentation: Towards 10× Fewer Labels",
    ),
    "a coined name alone": ("AgentGym", "AgentGym: Evolving Large Language Model-based Agents across Environments"),
    "a name of two words alone": ("Absolute Zero", "Absolute Zero: Reinforced Self-play Reasoning with Zero Data"),
    "a name alone, a number in the subtitle": (
        "ToolLLM",
        "ToolLLM: Facilitating Large Language Models to Master 16000+ Real-world APIs",
    ),
    "a name alone, a survey's, with a subtitle of its own": (
        "Thinking Machines",
        "Thinking Machines: A Survey of LLM based Reasoning Strategies",
    ),
    "the name left out": ("Learning to Memorize at Test Time", "Titans: Learning to Memorize at Test Time"),
    "the name left out, and it has a number": (
        "Reinventing RNNs for the Transformer Era",
        "RWKV4: Reinventing RNNs for the Transformer Era",
    ),
    "the name left out, and it is the initials": (
        "Test-Time Reinforcement Learning",
        "TTRL: Test-Time Reinforcement Learning",
    ),
    "the name left out, an acronym for the words": (
        "Training LLMs with Pause Tokens",
        "Think before you speak: Training Language Models With Pause Tokens",
    ),
    "cut short": (
        "Unit Test Case Generation with Transformers",
        "Unit Test Case Generation with Transformers and Focal Context",
    ),
    "cut short after rare words": ("Auditing Prompt Caching", "Auditing Prompt Caching in Language Model APIs"),
    "cut out, an acronym for the words": (
        "Role of RAG Noise in LLMs",
        "Pandora's Box or Aladdin's Lamp: Revealing the Role of RAG Noise in Large Language Models",
    ),
    "a word within left out": (
        "Temporally Distributed Networks for Fast Video Segmentation",
        "Temporally Distributed Networks for Fast Video Semantic Segmentation",
    ),
    "two words within a longer title left out": (
        "Does Prompt Formatting Impact LLM Performance",
        "Does Prompt Formatting Have Any Impact on LLM Performance?",
    ),
    "another subtitle after the same coined name": (
        "DroidSpeak: Enhancing Cross-LLM Communication",
        "DroidSpeak: KV Cache Sharing for Cross-LLM Communication and Multi-LLM Serving",
    ),
    "another name before the same long subtitle": (
        "LUMOS: Efficient Kernel Concurrency Testing using a Learned Coverage Predictor",
        "Snowcat: Efficient Kernel Concurrency Testing using a Learned Coverage Predictor",
    ),
    "another name before the same subtitle of five words": (
        "LUMOS: Kernel Concurrency Testing by Learned Coverage",
        "Snowcat: Kernel Concurrency Testing by Learned Coverage",
    ),
    "an acronym for the words of a short title": ("LLMs as Optimizers", "Large Language Models as Optimizers"),
    "a note in brackets": (
        "Scaling Language Models: Methods, Analysis and Insights from Training Gopher (preprint from DeepMind)",
        "Scaling Language Models: Methods, Analysis and Insights from Training Gopher",
    ),
    "the survey of so narrow a subject": (
        "Stability of Rotating Magnetized Neutron Crusts",
        "Stability of Rotating Magnetized Neutron Crusts: A Review",
    ),
    "a subtitle about the correction of errors": (
        "Stability of Nonlinear Ciphers",
        "Stability of Nonlinear Ciphers: Thermal Bounds for Quantum Error Correction",
    ),
}
"""Listed and printed titles of one paper, where nothing else on offer has the words."""

REFUSED: dict[str, tuple[str, str]] = {
    "a topic of two words": ("Language Models", "Language Models"),
    "a plain name alone": ("Spectron", "Spectron: Target Speaker Extraction using Conditional Transformer"),
    "a name in capitals alone": ("GRIT", "GRIT: General Robust Image Task Benchmark"),
    "a coined name in other letters": ("ThinK", "THiNK: Can Large Language Models Think-aloud?"),
    "a coined name, and the follow-up's": ("AgentGym", "AgentGym-RL: Training LLM Agents for Long-Horizon Decisions"),
    "a topic alone, and its survey": ("Foundation Models for Music", "Foundation Models for Music: A Survey"),
    "one telling word beside an acronym": (
        "A Survey of Hallucination in LLMs",
        "A Survey on Hallucination in Large Language Models: Principles, Taxonomy, and Open Questions",
    ),
    "one telling word, in another number": ("A Survey on LLMs-as-Judges", "A Survey on LLM-as-a-Judge"),
    "three words, two of them common, at the end of another title": (
        "Fine-Grained RLHF",
        "TLCR: Token-Level Continuous Reward for Fine-grained Reinforcement Learning from Human Feedback",
    ),
    "a name left out that marks another kind": (
        "Elastic Scheduling of Deep Learning Jobs in Clusters",
        "Poster: Elastic Scheduling of Deep Learning Jobs in Clusters",
    ),
    "a part of several": ("Secrets of RLHF in Large Models", "Secrets of RLHF in Large Models: Part II, Rewards"),
    "one word more before it": (
        "Poisoning Language Models During Instruction Tuning",
        "Learning to Poison Large Language Models During Instruction Tuning",
    ),
    "one word more within a short title": ("The AI Scientist", "The AI Data Scientist"),
    "one word more within a report's": ("LongCat-Flash Technical Report", "LongCat-Flash-Thinking Technical Report"),
    "the same name with a word joined to it": (
        "CLOCs: Camera-LiDAR Object Candidates Fusion for 3D Object Detection",
        "Fast-CLOCs: Fast Camera-LiDAR Object Candidates Fusion for 3D Object Detection",
    ),
    "the same long subtitle of a review, of another thing": (
        "Ibrutinib: A Review of Its Use in Patients with Mantle Cell Lymphoma",
        "Bortezomib: A Review of Its Use in Patients with Mantle Cell Lymphoma",
    ),
    "the same long subtitle, another kind of text": (
        "Demo: Elastic Scheduling of Deep Learning Jobs in Clusters",
        "Poster: Elastic Scheduling of Deep Learning Jobs in Clusters",
    ),
    "the same subtitle of words that many have": (
        "Lumen: Efficient Training of Deep Models for Image and Text Generation",
        "Umbra: Efficient Training of Deep Models for Image and Text Generation",
    ),
    "one other word in a short title": ("Tracking Anything in High Quality", "Segment Anything in High Quality"),
    "the same coined name, another paper": (
        "UniGS: Unified Representation for Image Generation and Segmentation",
        "UniGS: Unified Geometry-Aware Gaussian Splatting for Multimodal Rendering",
    ),
    "the same coined name, a shorter subtitle": (
        "gSampler: General and Efficient GPU-based Graph Sampling for Graph Learning",
        "gSampler: Efficient GPU-Based Graph Sampling for Graph Learning",
    ),
    "the same name, and a version": (
        "XGrammar: Flexible and Efficient Structured Generation Engine",
        "XGrammar 2: Dynamic and Efficient Structured Generation Engine",
    ),
    "the same substance, another paper": (
        "Bi2TiO3: Contrastive Growth of Thin Ferroelectric Films",
        "Bi2TiO3: Slow Growth of Thin Films under Pressure",
    ),
    "a star's number, another paper": (
        "HD209458: Variable Winds around Hot Transiting Planets",
        "HD209458: Evaporating Winds of Hot Transiting Giants",
    ),
    "a star's number apart from its catalogue's letters, another paper": (
        "XTE 8609: Surfaces, Accelerators and Noncommutative Tilings",
        "XTE 8609: Surfaces, Accelerators and Noncommutative Thermalization",
    ),
    "the same coined name, two other words": (
        "LKL-GAN: Anisotropic and Universal Trees of Eigenfunctions in Heavy-tailed Detection",
        "LKL-GAN: Anisotropic and Universal Regularization of Eigenfunctions in Anomaly Detection",
    ),
    "two words more within a title of five": (
        "Viscous Surfaces for the Outer Solar Corona",
        "Viscous Surfaces: Deep Reconstruction for the Outer Solar Corona",
    ),
    "a name of plain words, another paper": (
        "Global Calorimeters: Quantum Polynomial Flows for Climate Modelling",
        "Global Calorimeters: Quantum Adaptation for Climate Modelling",
    ),
}
"""Listed titles, and what is near them and must not be taken for them."""

CLAIMED_TWICE: dict[str, tuple[str, str, str]] = {
    "two papers of one name": (
        "TableRAG",
        "TableRAG: Million-Token Table Understanding with Language Models",
        "TableRAG: A Retrieval Augmented Generation Framework for Heterogeneous Document Reasoning",
    ),
    "a subtitle, and how another begins": (
        "Mitigating Hallucination in LLMs",
        "Thinking, Faithful and Stable: Mitigating Hallucinations in LLMs",
        "Mitigating Hallucinations in Large Language Models via Causal Reasoning",
    ),
    "a beginning of two titles": (
        "Retrieval-Augmented Fine-Tuning",
        "Retrieval-Augmented Fine-Tuning With Preference Optimization For Visual Program Generation",
        "Retrieval-Augmented Fine-Tuning in Chemistry and Materials",
    ),
    "the same words, and those of a subtitle": (
        "Teaching Small LMs To Reason",
        "Teaching Small Language Models to Reason",
        "Orca 2: Teaching Small Language Models How to Reason",
    ),
    "an acronym for large models, and words for any": (
        "Mitigating Memorization in LLMs",
        "Mitigating Memorization In Language Models",
        "Be like a Goldfish, Don't Memorize! Mitigating Memorization in Generative LLMs",
    ),
    "the same words, too few, and a name of theirs": (
        "Challenges & Application of LLMs",
        "Challenges and Applications of Large Language Models",
        "Challenges and Applications of Large Language Models: A Comparison of GPT and DeepSeek",
    ),
}
"""A listed title, and two works with as good a claim to it."""


@pytest.mark.parametrize(("listed", "printed"), ACCEPTED.values(), ids=ACCEPTED)
def test_less_than_the_title_is_enough(listed: str, printed: str) -> None:
    right, other = record(printed, corpus_id="1"), record("Ray Tracing Deterministic Fractals", corpus_id="2")
    decision = decide(entry(listed), offers_for(entry(listed), other, right))
    assert [one.record for one in decision.accepted] == [right], decision.reasons


@pytest.mark.parametrize(("listed", "printed"), REFUSED.values(), ids=REFUSED)
def test_what_is_only_near_is_left_to_a_person(listed: str, printed: str) -> None:
    decision = decide(entry(listed), offers_for(entry(listed), record(printed, corpus_id="1")))
    assert decision.accepted == ()
    assert decision.reasons


@pytest.mark.parametrize(("listed", "one", "other"), CLAIMED_TWICE.values(), ids=CLAIMED_TWICE)
def test_two_works_with_one_claim_are_left_to_a_person(listed: str, one: str, other: str) -> None:
    on_offer = [record(one, "Ada Quill", corpus_id="1"), record(other, "Bo Larch", corpus_id="2")]
    decision = decide(entry(listed), offers_for(entry(listed), *on_offer))
    assert decision.accepted == ()
    assert decision.verdict in ("ambiguous", "different")


def test_the_title_that_is_equal_but_for_an_acronym_is_meant_and_not_one_that_has_more() -> None:
    listed = entry("A Survey on Evaluation of LLMs")
    equal = record("A Survey on Evaluation of Large Language Models", "Ada Quill", corpus_id="1")
    more = record("A Survey on Robustness Evaluation of Legal Large Language Models", "Bo Larch", corpus_id="2")
    assert [one.record for one in decide(listed, offers_for(listed, more, equal)).accepted] == [equal]
    plain = record("A Survey on Evaluation of Language Models", "Ada Quill", corpus_id="3")
    assert decide(listed, offers_for(listed, more, plain)).accepted == ()


def test_of_two_works_of_one_title_neither_is_meant_by_a_slip() -> None:
    title, listed = "Scalable Plasmas for Medical Imaging", entry("Scglable Plasmas for Medical Imaging")
    on_offer = [record(title, "Ada Quill", corpus_id="1"), record(title, "Bo Larch", corpus_id="2")]
    decision = decide(listed, offers_for(listed, *on_offer))
    assert (decision.verdict, decision.reasons) == ("ambiguous", ("2 works have a title so near",))
    assert decide(listed, offers_for(listed, on_offer[0])).verdict == "strong"


def test_of_two_papers_of_one_name_a_venue_tells() -> None:
    listed = entry("TableRAG", venue="NeurIPS")
    first = record("TableRAG: Million-Token Table Understanding", "A. Quill", venue="NeurIPS", corpus_id="1")
    second = record("TableRAG: Heterogeneous Document Reasoning", "B. Larch", venue="EMNLP", corpus_id="2")
    assert [one.record for one in decide(listed, offers_for(listed, first, second)).accepted] == [first]


def test_of_a_name_with_more_joined_to_it_no_witness_but_a_link_tells() -> None:
    listed = entry("LoRA: Low-Rank Adaptation of Large Language Models", venue="ICLR")
    follow_up = "QA-LoRA: Quantization-Aware Low-Rank Adaptation of Large Language Models"
    said = "one title's name is the other's with more joined to it, as a follow-up's is"
    decision = decide(listed, offers_for(listed, record(follow_up, venue="ICLR")))
    assert (decision.verdict, decision.reasons) == ("different", (said,))
    linked = decide(listed, [offer(record(follow_up, venue="ICLR"), "link")])
    assert linked.verdict == "strong"
