"""PURE: every parameter of matching in one place, each with the reason for its value."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

STOP_WORDS: Final = frozenset(
    "a an and are as at be by can do for from how in into is it its not of on or our over that the their these this to "
    "toward towards under up upon via we what when which with without you your".split()
)
"""Words that say nothing of what a paper is about; they count in equality, not in what a title is made of."""

ACRONYMS: Final = {
    "large language model": "lm",
    "language model": "lm",
    "llm": "lm",
    "neural network": "nn",
    "lm": "lm",
    "slm": "small lm",
    "vlm": "vision lm",
    "lvlm": "large vision lm",
    "mllm": "multimodal large lm",
    "plm": "pre trained lm",
    "large multimodal model": "lmm",
    "retrieval augmented generation": "rag",
    "reinforcement learning from human feedback": "rlhf",
    "reinforcement learning": "rl",
    "federated learning": "fl",
    "deep learning": "dl",
    "machine learning": "ml",
    "artificial intelligence": "ai",
    "natural language processing": "nlp",
    "chain of thought": "cot",
    "mixture of experts": "moe",
    "mixtures of experts": "moe",
    "graph neural network": "gnn",
    "graph convolutional network": "gcn",
    "convolutional neural network": "cnn",
    "deep neural network": "dnn",
    "generative adversarial network": "gan",
    "vision transformer": "vit",
    "knowledge graph": "kg",
    "in context learning": "icl",
    "neural architecture search": "nas",
    "visual question answering": "vqa",
    "question answering": "qa",
    "automatic speech recognition": "asr",
    "named entity recognition": "ner",
    "state space model": "ssm",
    "parameter efficient fine tuning": "peft",
    "unmanned aerial vehicle": "uav",
    "internet of things": "iot",
}
"""Terms that a field writes out or not, as it likes: `LLMs` for `Large Language Models`. Plain language models count as
large ones, because lists shorten the one to the other and hardly two works differ in it alone. Not here: acronyms that
mean several things (`DP`, `SD`, `CL`)."""

COMMON_WORDS: Final = frozenset(
    "3d accelerating adaptive adversarial agent agentic agents ai aligning alignment algorithm algorithms analysis "
    "application applications approach architecture architectures artificial attention augmented automatic aware "
    "based benchmark benchmarking benchmarks beyond better building challenges classification code communication "
    "comprehensive computing context contrastive convolutional cross data dataset datasets deep design detection "
    "diffusion distributed domain driven dynamic edge efficient empirical end enhanced enhancing estimation "
    "evaluating evaluation exploring fast feature federated few fine foundation framework free general generation "
    "generative grained graph graphs guided high human image images improved improving inference information "
    "instruction intelligence knowledge language large latent learning level long low machine memory method methods "
    "modal model modeling modelling models multi multimodal natural network networks neural novel object online open "
    "optimization optimizing parallel performance planning post pre prediction privacy problem processing prompt "
    "prompting quality question real reasoning recognition reinforcement representation representations research "
    "retrieval review robust scalable scale scaling search segmentation self semantic semi series serving shot "
    "simple single space sparse speech state structure study supervised survey system systems task tasks technical "
    "technique techniques test text time training transfer transformer transformers tuning understanding unified "
    "unsupervised using view video vision visual weakly world zero".split()
)
"""Words that each stand in hundreds of titles of 170,000: they name fields and virtues, not papers."""

DENYING_WORDS: Final = frozenset({"no", "non", "not", "never", "without", "cannot", "plus"})
"""Most of them are stop words, and yet two works differ in one: `Attention is not Explanation` and `Attention is not
not Explanation`. So they do in a sign (`HER2+` and `HER2-`, `C++` and `C`)."""

SURVEY_WORDS: Final = frozenset({"survey", "surveys", "overview", "review", "tutorial", "primer"})
SURVEY_ATTRIBUTES: Final = frozenset(
    {"comprehensive", "systematic", "recent", "brief", "short", "literature", "advances"}
)
REPORT_WORDS: Final = frozenset({"technical", "report"})

BOOK_REVIEW: Final = "bookreview"
"""`Book Review: X`, in one word so that it is no survey."""

ONE_SIDED_MARKS: Final = (
    ("survey", SURVEY_WORDS),
    ("workshop version", frozenset({"workshop", "poster", "demo", "demonstration", "abstract"})),
    (
        "reply",
        frozenset(
            {
                "comment",
                "comments",
                "reply",
                "correction",
                "corrections",
                "corrigendum",
                "erratum",
                "errata",
                "rebuttal",
                "retraction",
                "retracted",
                "withdrawn",
                "rejoinder",
                "discussion",
                BOOK_REVIEW,
            }
        ),
    ),
    ("follow-up", frozenset({"revisited", "revisiting", "rethinking", "reloaded", "extended", "beyond"})),
)
"""A mark on one side only tells two works apart, however alike the rest: the survey of X is not X."""

ALWAYS_ANOTHER: Final = frozenset({"workshop version", "reply"})
"""Marks that tell two works apart even where the part of a title that bears them was left out."""

REPLY_OPENINGS: Final = frozenset({"correction", "corrections", "retraction", "withdrawn", "rejoinder", "discussion"})
"""Marks only where a title begins with them: `Correction to …`, while quantum error correction is a field."""

REPLIERS: Final = frozenset({"author", "publisher"})
"""Words that may stand before such an opening: `Author Correction: …`."""

OWN_SUBTITLE_WORDS: Final = 2
"""A subtitle that says only `A Comprehensive Survey` makes the survey of a topic, which is not the topic's paper; one
that says so much more (`Thinking Machines: A Survey of LLM based Reasoning Strategies`) belongs to a name."""

SURVEYED_WORDS: Final = 4
SURVEYED_RARE_WORDS: Final = 3
"""A name of so many words, so many of them rare, is no topic any more, of which there are papers and a survey
(`Efficient Large Language Model Inference Serving`): who lists it without `: A Survey` means the survey."""

ROMAN_NUMERALS: Final = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
"""Part numbers in disguise. One-letter numerals are left out: `i`, `v` and `x` are mostly something else, but for
an `i` at the very end or after a word of `PART_WORDS`."""

PART_WORDS: Final = frozenset({"part", "volume", "vol", "chapter"})

GENERIC_TITLES: Final = frozenset(
    "abstract|abstracts|acknowledgements|announcement|appendix|book review|book reviews|conclusion|conclusions|"
    "contents|discussion|editorial|errata|erratum|foreword|index|introduction|keynote|letter|letters|news|obituary|panel|preface|"
    "program|proceedings|references|related work|supplementary material|table of contents|untitled".split("|")
)
"""Titles that thousands of records carry: they name no paper."""

STANDS_ALONE_WORDS: Final = 4
"""So many content words make an equal title evidence enough: among 170,000 real records hardly two works share one."""

STANDS_ALONE_LETTERS: Final = 18
"""So do so many letters in at least four words, for titles made of small words (`Attention Is All You Need`)."""

STANDS_ALONE_IDEOGRAPHS: Final = 12
"""The same for scripts that write no spaces: a Chinese content word takes two or three signs."""

ELEMENTS: Final = tuple(
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb "
    "Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg "
    "Tl Pb Bi Th U Pu".split()
)
"""Chemical elements: a name made of them and of numbers is a substance's."""

NAME_WORDS: Final = 2
"""A title of so few content words is a name, and names repeat: Gemini, Sia, Orca. A year is then no second witness."""

EDIT_WORDS: Final = 3
"""A title that differs by endings, a letter or an acronym written out must have so many telling words, or one fewer
where nothing else on offer has them: `A Survey on LLM-as-a-Judge` and `A Survey on LLMs-as-Judges` have one, and are
two papers."""

SUBTITLE_ALONE_WORDS: Final = 3
"""A subtitle without its name must have so many telling words and be alone in having them: `Mitigating Hallucination in
LLMs` is the subtitle of one paper and opens two others."""

BEGINNING_WORDS: Final = 4
"""So many telling words are a beginning that only one title has, or one fewer with two rare ones among them:
`Auditing Prompt Caching`, but not `Efficient Memory Management`."""

RARE_WORDS: Final = 2

CONTINUED_WORDS: Final = 2
"""A title that was cut short goes on for at least so many words. One word more makes a follow-up at least as often:
`… for LinkedIn Search` and `… for LinkedIn Search Systems` are two papers, as are `Poisoning Language Models …` and
`Learning to Poison Language Models …`."""

LONG_WORDS: Final = 7
"""A title of so many telling words is the same paper's even with its last word missing, or with more at its end; with
another word in the place of one only where an author or a venue says so, for it may be the opposite (compressible and
incompressible flow). It costs one of 2,217 listed titles."""

FEW_WORDS_MORE: Final = 2
"""So many words within a long title are left out by those who type it from memory: `… for Fast Video [Semantic]
Segmentation`. More of them make another paper, and so do as many in a title of hardly more words than stand alone."""

SAME_NAME_WORDS: Final = 2
SAME_NAME_SHARE: Final = 0.6
"""Two subtitles after one name must share so many words, and so much of the shorter: `SpecInfer: … Speculative
Inference and Token Tree Verification` became `… with Tree-based Speculative Inference and Verification`, while two
papers of 2024 are called UniGS."""

SAME_NAME_OTHERS: Final = 1
"""So few listed words may be missing from the subtitle that is printed after the same name: names repeat, made-up ones
too. It costs two renamed papers of 2,217 listed titles, which are then the first to be reviewed (`SentenceVAE: Faster,
Longer and More Accurate Inference …`)."""

COINED_LETTERS: Final = 4
"""A word made up for a paper has at least so many letters: `J1` and `Z1` repeat."""

SAME_SUBTITLE_WORDS: Final = 5
"""A subtitle of so many content words behind another name of one word is the same paper under its old or new name:
among 170,000 real records that was so 40 times of 41 (`Metron` became `Etalon`); with one word less, three of four."""

PART_STANDS_ALONE_WORDS: Final = 5
"""A title of which one side drops the name or the subtitle must have kept so many content words to stand alone:
`Efficient Memory Management` opens many titles."""

TYPO_EDITS: Final = 1
TYPO_MIN_LETTERS: Final = 5
"""Two words are one word spelt twice when they begin alike, at most so many letters differ or changed places, and both
are at least this long. Two edits would make one of inter and intra, online and offline; another first letter would make
one of symmetric and asymmetric."""

SLIPS_LETTERS: Final = 32
"""Titles of so many letters are one where a letter of a longer word's beginning, or one in each of two words, is
wrong: among 170,000 real records one pair of such titles differs in a first letter alone, and it is one paper."""

A_LETTER_APART: Final = (
    ("absor", "adsor"),
    ("conserv", "convers"),
    ("convect", "convent"),
    ("generic", "genetic"),
    ("infect", "inject"),
    ("macro", "micro"),
    ("mediat", "meditat"),
    ("optic", "optim"),
    ("parental", "prenatal"),
    ("phase", "phrase"),
    ("refract", "retract"),
    ("reserv", "revers"),
    ("simul", "stimul"),
    ("stage", "state"),
    ("transf", "transl"),
    ("word", "world"),
)
"""Beginnings of words that papers are about, each a word of its own and no slip for the other where the rest is the
same: `Optical Solitons for …` and `Optimal Solitons for …` are two papers. The stems of transfer and translation count
too, and words of the same letters in another order."""

YEARS_BEFORE: Final = 3
YEARS_AFTER: Final = 2
"""A record may be a preprint from so many years before the listed year, or a copy posted so many years after it
(SPFresh, SOSP 2023, came to arXiv in October 2024)."""

DAYS_BEFORE: Final = timedelta(days=31)
DAYS_AFTER: Final = timedelta(days=7)
"""A paper that is listed for a week or a month appeared in it, or at most so many days before or after it: so did 1,006
of 1,036 in three public lists. Those after it were listed by another clock."""

DATED_WORDS: Final = 2
DATED_MIDST_WORDS: Final = 3
"""Where the date agrees, and no other work of those days has the listed words, one telling word is enough of a name or
a subtitle (`Optima`; not `Agents`, a common word alone), so many of the beginning of a title, and so many, one of them
rare, of its midst: in the same month both `Multimodal RAG` and `MMed-RAG: Versatile Multimodal RAG System for …` may be
meant."""

DATED_MORE_WORDS: Final = 5
"""And a title in whose midst they stand has at most so many words more."""

DATED_ALL_WORDS: Final = 3
DATED_WORDS_MORE: Final = 3
"""It is also enough if the listed title has at least so many words, one of them rare, and the printed title has all of
them in whatever order and at most so many others. In a weekly list that was right for 22 of 22; where only the year
agreed, one in two was another paper."""

RELATED_SHARE: Final = 0.5
"""A record is shown to a person only if its title shares so much of the shorter title's content words. Even then it is
not, if words are all that it shares and its year does not fit: in public lists such a record was the right paper 0
times of 27, and `TensorSocket: Shared Data Loading for Deep Learning Training` of 2024 stood beside a `Data Loading` of
2019."""

RENAMED_SHARE: Final = 0.4
"""A linked record under another title must share so much to count as the same paper renamed: LightSeq became
DISTFLASHATTN and kept 4 content words of 9, while six wrong links in public lists kept none to three in ten."""

LISTED_CANDIDATES: Final = 5
"""So many candidates are shown to a person for one entry."""
