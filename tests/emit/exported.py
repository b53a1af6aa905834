"""Papers whose texts try the formats they are exported to, and what a reader of those formats must find.

`NASTY` holds what TeX, BibTeX, CSL, CSV, XML and spreadsheets give a meaning; `READ` is the same text as people see it,
spelt out by hand: on one line, without what cannot be seen.
"""

from __future__ import annotations

from datetime import date

from pipeline.models import Author, Catalogue, Citations, Ids, Links, Match, Paper, Place, Provenance
from tests.emit.samples import LIGHTSEQ, VLLM, unsettled

NASTY = (
    "=cmd|' /C calc'!A1 {open }} closed} \\input{x} 100% #1 & a_b ~ ^ $x_1$ --- `` '' ?` ,, << >> \"q\" @article{k,\n"
    " ]]> <![CDATA[x]]> </title><script>alert(1)</script> &amp; \t Déniz Altınbüken Łódź “so” ‘it’ – — … μ→∞ 乾杯 🚀"
    "\x00\x07\x1b[31m\u202e\u200b\ufffe\uffff\U0010ffff end"
)
READ = (
    "=cmd|' /C calc'!A1 {open }} closed} \\input{x} 100% #1 & a_b ~ ^ $x_1$ --- `` '' ?` ,, << >> \"q\" @article{k,"
    " ]]> <![CDATA[x]]> </title><script>alert(1)</script> &amp; Déniz Altınbüken Łódź “so” ‘it’ – — … μ→∞ 乾杯 🚀"
    "[31m end"
)
ENTERED = date(2026, 11, 2)

HOSTILE = Paper(
    id="hostile-paper",
    status="matched",
    title=NASTY,
    listed=(
        Place(title=NASTY, section=("+1", NASTY), tag="-2", notes=(NASTY, "@SUM(A1)"), line=7),
        Place(title="Ｏther", section=("＝1",), line=9),
    ),
    authors=(
        Author(name="Déniz Altınbüken"),
        Author(name="Ludwig van der Åse"),
        Author(name="Martin Luther King, Jr."),
        Author(name="O’Neil, Ann-Marie"),
        Author(name="Barnes and Noble"),
        Author(name="The ATLAS Collaboration"),
        Author(name="{Robert'); \\DROP} 100%"),
        Author(name="李雷"),
        Author(name="others"),
        Author(name="\u200b"),
    ),
    venue=f"Journal of {NASTY}",
    year=2024,
    published=date(2024, 10, 7),
    ids=Ids(arxiv="2310.99999", doi="10.1234/a_b(c)<d>;2-#%{e}"),
    links=Links(landing="https://h.example/a{b}c?x=1&y=%20#é", pdf="javascript:alert(1)"),
    citations=Citations(count=0, influential=None, as_of=date(2026, 11, 16)),
    match=Match(verdict="exact"),
    provenance={
        "title": Provenance(source="arxiv", as_of=ENTERED),
        "year": Provenance(source="list", as_of=date(2020, 1, 1)),
        "citations": Provenance(source="semantic_scholar", as_of=date(2026, 11, 16)),
    },
    stale=("citations",),
)
BARE = Paper(
    id="s-lora-serving",
    status="matched",
    title="S-LoRA",
    listed=(Place(title="S-LoRA", line=3),),
    match=Match(verdict="exact"),
)
PREPRINT = BARE.model_copy(
    update={
        "id": "on-speculative-sampling",
        "title": "On Speculative Sampling",
        "authors": (Author(name="Charlie Chen"),),
        "venue": "arXiv.org",
        "year": 2023,
        "ids": Ids(arxiv="2302.01318"),
        "links": Links(landing="https://arxiv.org/abs/2302.01318"),
    }
)

EXPORTED = Catalogue(title=f"List {NASTY}", papers=(LIGHTSEQ, unsettled(), VLLM, HOSTILE, BARE, PREPRINT))
"""All but the second paper can be cited."""
