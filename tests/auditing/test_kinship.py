"""How near a paper's title is to what an entry calls it; hand-written pairs, each named for what it teaches."""

from __future__ import annotations

import pytest

from pipeline.auditing.kinship import Kinship, bearing
from pipeline.auditing.rarity import Rarity, spells_out
from pipeline.models import Record

RARITY = Rarity.of(
    [
        "Federated Learning with Skewed Labels",
        "Personalized Federated Learning on Phones",
        "Communication-Efficient Federated Learning",
        "Harbor: Elastic Checkpointing for Preemptible Training Clusters",
    ]
)


def kinship(listed: str, printed: str, abstract: str | None = None) -> Kinship:
    return bearing([listed], [Record(source="arxiv", title=printed, abstract=abstract)], RARITY).kinship


@pytest.mark.parametrize(
    ("listed", "printed"),
    [
        ("Ring Attention", "Ring Attention with Blockwise Transformers for Near-Infinite Context"),
        ("Elastic Checkpointing for Preemptible Clusters", "Harbor: Elastic Checkpointing for Preemptible Clusters"),
        ("Textbooks Are All You Need II", "Textbooks Are All You Need II: phi-1.5 technical report"),
        ("FP8-LM", "FP8-LM: Training FP8 Large Language Models"),
    ],
)
def test_a_nickname_and_a_part_are_the_same(listed: str, printed: str) -> None:
    assert kinship(listed, printed) is Kinship.SAME


@pytest.mark.parametrize(
    ("listed", "printed"),
    [
        # one name, another subtitle
        ("Tidal: Extreme Drafting for Chat", "Tidal: A Model-Free Approach to Faster Inference"),
        ("TransNormer: Scaling to Billions", "TransNormerLLM: A Better Model with Improved Norms"),
        # an acronym for what the other title spells out
        ("RAG for LLMs", "Retrieval-Augmented Generation for Large Language Models: A Survey"),
        ("Retrieval-Augmented Fine-Tuning", "RAFT: Adapting Models to Domain Documents"),
        # reworded
        ("Guarding Prompts: Measuring Prompt Extraction Success", "Effective Prompt Extraction from Models"),
    ],
)
def test_what_shares_a_name_or_a_good_part_is_kin(listed: str, printed: str) -> None:
    assert kinship(listed, printed) is Kinship.KIN


def test_a_name_that_only_the_abstract_has() -> None:
    printed = "Efficient Memory Management for Serving with Paged Attention"
    assert kinship("vLLM", printed, "On top of it we build vLLM, a serving system.") is Kinship.SAME
    assert kinship("vLLM", printed, "We build a serving system.") is Kinship.UNCLEAR


@pytest.mark.parametrize(
    ("listed", "printed"),
    [
        ("Sewers: A Defect Classification Dataset", "Scalable Vision Transformers With Hierarchical Pooling"),
        # what every title of the list says is nothing shared
        ("Continual Federated Learning Based on Distillation", "Poisoning Recommenders in Federated Learning"),
    ],
)
def test_titles_that_share_next_to_nothing_are_far(listed: str, printed: str) -> None:
    assert kinship(listed, printed) is Kinship.FAR


def test_the_same_words_are_worth_more_where_they_are_rare() -> None:
    pair = ("Continual Federated Learning Based on Distillation", "Poisoning Recommenders in Federated Learning")
    elsewhere = Rarity.of(["Compilers for Tensors", "Paged Attention", "Serving Large Models"])
    assert elsewhere.shared(*pair) > 2 * RARITY.shared(*pair)


@pytest.mark.parametrize(
    ("listed", "printed"),
    [
        ("OPT-1.3|6.7|13|30|66B", "Open Pre-trained Transformer Language Models"),
        ("Wanda", "A Simple and Effective Pruning Approach"),
        ("基于外观流蒸馏的无需人体解析的虚拟换装", "Parser-Free Virtual Try-On"),
    ],
)
def test_a_bare_name_and_another_script_prove_nothing(listed: str, printed: str) -> None:
    assert kinship(listed, printed) is Kinship.UNCLEAR


@pytest.mark.parametrize(
    ("listed", "printed"),
    [
        ("SAM 2: Segment Anything in Images and Videos", "SAM 3: Segment Anything with Concepts"),
        ("Llama 2", "Llama 3"),
    ],
)
def test_two_of_a_series_are_two(listed: str, printed: str) -> None:
    assert kinship(listed, printed) is Kinship.NUMBERED


def test_the_nearest_of_all_names_and_titles_counts() -> None:
    records = [Record(source="a", title="Quite Another Title of Some Length"), Record(source="b", title="Harbor")]
    found = bearing(["A Long Name That Nobody Knows Here", "Harbor"], records, RARITY)
    assert (found.kinship, found.title) == (Kinship.SAME, "Harbor")


def test_initials_of_the_words_that_say_something() -> None:
    assert spells_out("Retrieval-Augmented Fine-Tuning", "RAFT: Adapting Models")
    assert not spells_out("On It", "OI")


def test_a_title_without_words_shares_nothing() -> None:
    assert RARITY.shared("", "Harbor") == RARITY.shared("?!", "…") == 0.0
    assert Rarity.of([]).shared("Harbor", "Harbor") == 1.0
