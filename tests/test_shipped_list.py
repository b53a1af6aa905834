"""The files of the project's own list that people edit: whole, readable, and in step with each other."""

from __future__ import annotations

import json
import re
from typing import Any

from pipeline.decisions import load_decisions
from pipeline.list_file import load_list
from pipeline.matching.normalise import folded_title_id
from pipeline.models import PaperId, ReadingList
from pipeline.settings import Settings, load_settings
from tests.shared import ROOT, shared

CATALOGUE = ROOT / "catalogue"


def listed() -> ReadingList:
    return load_list(CATALOGUE / "papers.md")


def facts(name: str) -> Any:
    path = shared(f"list/{name}")
    return path and json.loads(path.read_text("utf-8"))


def test_the_list_is_complete() -> None:
    reading = listed()
    assert reading.title == "mlsys_papers"
    assert reading.left_over == ()
    assert len(reading.entries) == 34
    assert sum(len(entry.notes) for entry in reading.entries) == 13
    assert sum(entry.tag is not None for entry in reading.entries) == 18
    assert sum(bool(entry.links) for entry in reading.entries) == 17
    assert len({entry.section for entry in reading.entries}) == 11
    assert len({entry.id for entry in reading.entries}) == 34


def test_the_list_keeps_its_headings_introduction_and_emphasis() -> None:
    text = (CATALOGUE / "papers.md").read_text("utf-8")
    assert len(re.findall(r"^##+ ", text, re.MULTILINE)) == 15
    assert text.startswith("# [WIP] mlsys_papers\n\nA curated list of machine learning papers")
    assert "\n\nTopics of interest\n\n" in text
    assert (text.count("**") // 2, len(re.findall(r"\b_[\w ]+_\b", text))) == (2, 6)
    assert "Generative Large Language Models\n  on Preemptible Instances [[link]](" in text


def test_entries_say_what_the_list_says() -> None:
    entries = {entry.title.partition(":")[0]: entry for entry in listed().entries}
    assert entries["LightSeq"].ids == (PaperId("arxiv", "2310.03294"),)
    assert entries["Oobleck"].ids == (PaperId("doi", "10.1145/3600006.3613152"),)
    assert entries["Orca"].ids == (PaperId("usenix", "osdi22/yu"),)
    assert (entries["Ray"].venue, entries["Ray"].year) == ("OSDI", 2018)
    assert entries["SpotServe"].title == "SpotServe: Serving Generative Large Language Models on Preemptible Instances"
    assert next(entry for entry in listed().entries if entry.title.endswith("(vLLM)")).aliases == ("vLLM",)
    assert entries["Paella"].section == (
        "System for Machine Learning",
        "Distributed Systems",
        "Model Serving",
        "Scheduling and Resource Management",
    )
    assert entries["HEALER"].section == ("Machine Learning for Systems", "Reliability")


def test_the_list_agrees_with_the_facts() -> None:
    papers = facts("facts.json")
    if papers is None:
        return
    said = [
        (each.title, list(each.section), each.tag, list(each.notes), [link.url for link in each.links])
        for each in listed().entries
    ]
    assert said == [
        (
            each["listed"]["title"],
            each["listed"]["section"],
            each["listed"]["tag"],
            [each["listed"]["note"]] if each["listed"]["note"] else [],
            [each["listed"]["link"]] if each["listed"]["link"] else [],
        )
        for each in papers
    ]


def test_the_headings_agree_with_the_structure() -> None:
    structure = facts("structure.json")
    if structure is None:
        return
    text = (CATALOGUE / "papers.md").read_text("utf-8")
    found = [(len(marks), title) for marks, title in re.findall(r"^(##+) (.+)$", text, re.MULTILINE)]
    assert found == [(heading["level"], heading["title"]) for heading in structure["headings"]]
    assert structure["intro"] in text


def test_decisions_pin_the_two_papers_that_no_title_search_can_find() -> None:
    decisions, entries = load_decisions(CATALOGUE / "decisions.toml"), listed().entries
    pinned = {
        entry.title.partition(":")[0]: ruling.pin
        for entry in entries
        if (ruling := decisions.ruling(entry)) is not None
    }
    assert pinned == {
        "Grinder": folded_title_id("Cocktailer: Analyzing and Optimizing Dynamic Control Flow in Deep Learning", 2023),
        "LUMOS": PaperId("doi", "10.1145/3600006.3613148"),
    }
    assert decisions.orphans(entries) == ()


def test_settings_show_every_key_at_its_default() -> None:
    settings = load_settings(CATALOGUE / "settings.toml")
    assert settings == Settings(title="mlsys_papers")
    text = (CATALOGUE / "settings.toml").read_text("utf-8")
    keys = {*Settings.model_fields, *type(settings.freshness).model_fields}
    assert keys <= set(re.findall(r"\w+", text))
