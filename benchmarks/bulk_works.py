"""A made-up snapshot of any size and titles that are asked for, with the truth known; the same for the same seed.

Words are stems with endings, drawn as unevenly as real ones, so that titles share openings, endings and most of their
words. Among the records are other typographies of the same title (ties), follow-ups, comments, parts, titles that
differ in a word, TeX, lines wrapped as arXiv wraps them, Cyrillic and CJK titles.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from itertools import accumulate, cycle
from pathlib import Path
from random import Random
from typing import Any, Literal, NamedTuple, TextIO

Shape = Literal["arxiv", "papers"]
Kind = Literal["exact", "folded", "dropped", "typo", "absent", "tied"]

_STEMS = (
    "adapt comput correl crystal cluster descript diffus distribut dynam elast embed emerg estim evolut fluctuat "
    "format gener gradient graph inform integr interfer invers kernel lattic learn linear local magnet manifold "
    "measur memor metric model modul molecul network neutr nucle observ operat optim oscillat pattern percol "
    "perturb phas photon plasm polar predict probabil propagat quant radiat random react reconstruct regular "
    "relax represent reson robust sampl scatter schedul segment sequenc signal simul singular spectr stabil "
    "statist stochast structur superconduct surfac symmetr system tempor tensor thermal topolog transform transit "
    "transport turbul variat vector wave"
).split()
_ENDINGS = "s al ed ing ation ability ive ized ically ism ics ity er ors".split()
_FRAMES = (
    "{0} {1} {2} for {3} {4}|{0} {1} of {2} {3} in {4} {5}|On the {0} {1} of {2} {3}|{0} {1} via {2} {3} and {4} {5}|"
    "Towards {0} {1} with {2} {3} {4}|{0} {1} and {2} {3} under {4} {5} {6}|A {0} approach to {1} {2} from {3} {4}|"
    "{0} {1} {2} {3} without {4} {5}"
).split("|")
_FORMULAS = (
    '$\\alpha$-{0}|{0} in La$_{{2-x}}$Sr$_x$CuO$_4$|Schr\\"odinger {0}|{0} on K\\"ahler surfaces|$SU(3)$ {0}|'
    "$\\mathcal{{N}}=2$ {0}|{0} of $B \\to K^* \\mu^+\\mu^-$|Poincar\\'e {0}|{0} at $z=7$"
).split("|")
_CYRILLIC = (
    "анализ методы системы модели структура динамика теория обучение сетей данных поля волны энергии задачи решения "
    "оценка свойства кристаллов плазмы графов"
).split()
_CJK = "基于研究系统模型深度学习网络分布式优化算法数据图像识别语言推理训练服务调度内存并行计算量子材料结构性能分析方法"
_NAMES = (
    "Abara Berg Castell Diallo Eriksen Fontana Gupta Haddad Ito Jansen Kowal Moreau Nguyen Okafor Quist Ueda".split()
)
_ROMAN = "II III IV".split()
_NOT_LETTERS = re.compile(r"[\W_]+")
_PROSE = re.compile(r"[A-Za-z :]+")
_NEAR_SHARE, _TEX_SHARE, _CYRILLIC_SHARE, _CJK_SHARE, _SUBTITLE_SHARE = 0.03, 0.08, 0.02, 0.02, 0.25
_POOL = 20_000
_PREPRINTS_A_MONTH = 90_000


class Ask(NamedTuple):
    """A title that is asked for, how it was made, and the identifier of the record that it means, or None."""

    title: str
    kind: Kind
    truth: str | None


class Titles:
    """Titles without end; `near` ones are made of those before."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)  # noqa: S311  reproducible, not secret
        self._recent: list[str] = []
        words = [stem + ending for stem in _STEMS for ending in _ENDINGS]
        Random(1).shuffle(words)  # noqa: S311  the same words are common for every seed
        self._words = words
        self._weights = list(accumulate(1 / (place + 8) ** 0.7 for place in range(len(words))))

    def __iter__(self) -> Iterator[str]:
        while True:
            near = self._recent and self._chance.random() < _NEAR_SHARE
            title = self._near(self._chance.choice(self._recent)) if near else self.title()
            if len(self._recent) < _POOL:
                self._recent.append(title)
            else:
                self._recent[self._chance.randrange(_POOL)] = title
            yield title

    def title(self) -> str:
        chance, draw = self._chance, self._chance.random()
        if draw < _CYRILLIC_SHARE:
            return " ".join(chance.choices(_CYRILLIC, k=chance.randint(5, 9))).capitalize()
        if draw < _CYRILLIC_SHARE + _CJK_SHARE:
            return "".join(chance.choices(_CJK, k=chance.randint(14, 24)))
        title = self._framed()
        if chance.random() < _TEX_SHARE:
            title = chance.choice(_FORMULAS).format(title)
        if chance.random() < _SUBTITLE_SHARE:
            title = f"{title}: {self._framed()}"
        return title.title() if chance.random() < 0.3 and "$" not in title and "\\" not in title else title

    def word(self) -> str:
        return self._chance.choices(self._words, cum_weights=self._weights)[0]

    def _framed(self) -> str:
        title = self._chance.choice(_FRAMES).format(*self._chance.choices(self._words, cum_weights=self._weights, k=7))
        return title[0].upper() + title[1:]

    def _near(self, title: str) -> str:
        chance = self._chance
        match chance.randrange(5):
            case 0:
                return refolded(title, chance)
            case 1:
                return f"{title} {chance.choice(_ROMAN)}"
            case 2:
                return f'Comment on "{title}"'
            case 3:
                return f"{title}, revisited"
            case _ if " " in title:
                return replaced(title, chance, self, 1)
            case _:
                return f"{title} {chance.choice(_ROMAN)}"


def refolded(title: str, chance: Random) -> str:
    """The same title to anybody: other case, quotes, dashes, blanks and stops."""
    if chance.random() < 0.6 and "\\" not in title:
        title = chance.choice((str.lower, str.upper, str.title))(title) if "$" not in title else title.lower()
    changes = [
        lambda text: f"{text}.",
        lambda text: f"“{text}”",
        lambda text: text.replace(" ", "  ", 1),
        lambda text: text.replace(": ", " – ", 1),
        lambda text: text.replace(" ", "\u00a0", 1),
    ]
    for change in chance.sample(changes, 2):
        title = change(title)
    return title


def replaced(title: str, chance: Random, titles: Titles, number: int) -> str:
    """Another title: so many words are others, and none of them only by its ending."""
    words = title.split(" ")
    for place in chance.sample(range(len(words)), min(number, len(words))):
        before = words[place].casefold()
        words[place] = next(word for word in iter(titles.word, None) if word[:4] != before[:4])
    return " ".join(words)


def mistyped(title: str, chance: Random) -> str:
    """One letter too many, too few, wrong, or swapped with its neighbour."""
    places = [place for place in range(1, len(title) - 1) if title[place].isalpha() and title[place - 1].isalpha()]
    place, letter = chance.choice(places), chance.choice("abcdefghijklmnopqrstuvwxyz")
    match chance.randrange(4):
        case 0:
            return title[:place] + letter + title[place + 1 :]
        case 1:
            return title[:place] + title[place + 1 :]
        case 2:
            return title[:place] + letter + title[place:]
        case _:
            return title[: place - 1] + title[place] + title[place - 1] + title[place + 1 :]


def write_snapshot(folder: Path, shape: Shape, shard: int, first: int, number: int) -> list[tuple[str, str]]:
    """Writes one shard of so many records, and returns each identifier with its title."""
    chance = Random(f"{shape}{shard}")  # noqa: S311  reproducible, not secret
    sentences = [" ".join(chance.choices(_STEMS, k=20)) + "." for _ in range(2_000)]
    path = folder / (f"arxiv-{shard:02}.jsonl" if shape == "arxiv" else f"papers-{shard:02}.gz")
    written: list[tuple[str, str]] = []
    titles = iter(Titles(1_000 + shard))
    with _opened(path) as file:
        for place in range(first, first + number):
            title = next(titles)
            names = [f"{chance.choice(_NAMES)} {chance.choice(_NAMES)}" for _ in range(chance.randint(1, 6))]
            if shape == "arxiv":
                name, line = _arxiv(place, title, names, " ".join(chance.sample(sentences, 7)))
            else:
                name, line = _paper(place, title, names)
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            written.append((name, title))
    return written


def asked_of(records: list[tuple[str, str]], number: int, seed: int = 7) -> Iterator[Ask]:
    """So many titles, of records chosen among these; no record is asked for by its whole title twice before all have
    been. One whose letters another record has too is `tied`."""
    chance, titles = Random(seed), Titles(seed)  # noqa: S311  reproducible, not secret
    seen: dict[int, int] = {}
    for _, title in records:
        for letters in {_letters(title), _letters(title.split(": ")[0])}:
            seen[letters] = seen.get(letters, 0) + 1
    kinds = chance.choices(["exact", "folded", "dropped", "typo", "absent"], weights=[60, 16, 8, 8, 8], k=number)
    each = cycle(chance.sample(records, len(records)))
    for kind in kinds:
        if kind in ("exact", "folded"):
            yield _whole(kind, next(each), seen, chance)
        else:
            yield _changed(kind, records, seen, titles, chance)


def _whole(kind: str, record: tuple[str, str], seen: dict[int, int], chance: Random) -> Ask:
    name, title = record
    tied = seen[_letters(title)] > 1
    if kind == "exact":
        return Ask(title, "tied" if tied else "exact", name)
    return Ask(refolded(title, chance), "tied" if tied else "folded", name)


def _changed(kind: str, records: list[tuple[str, str]], seen: dict[int, int], titles: Titles, chance: Random) -> Ask:
    while True:
        name, title = chance.choice(records)
        if seen[_letters(title)] > 1:
            continue
        if kind == "typo" and _PROSE.fullmatch(title) and len(title.split()) >= 6:
            return Ask(mistyped(title, chance), "typo", name)
        main = title.split(": ")[0]
        if kind == "dropped" and main != title and len(main.split()) >= 6 and seen[_letters(main)] == 1:
            return Ask(main, "dropped", name)
        if kind == "absent" and title.isascii():
            other = titles.title() if chance.random() < 0.5 else replaced(title, chance, titles, 2)
            if _letters(other) not in seen:
                return Ask(other, "absent", None)


def _letters(title: str) -> int:
    return hash(_NOT_LETTERS.sub("", title.casefold()))


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "wt", encoding="utf-8", compresslevel=1)
    return path.open("w", encoding="utf-8")


def _arxiv(place: int, title: str, names: list[str], abstract: str) -> tuple[str, dict[str, Any]]:
    months, number = divmod(place, _PREPRINTS_A_MONTH)
    year = 7 + months // 12
    name = f"{year:02}{1 + months % 12:02}.{number:05}"
    return name, {
        "id": name,
        "submitter": names[0],
        "authors": ", ".join(names),
        "title": _wrapped(title),
        "comments": f"{place % 40 + 4} pages" if place % 3 else None,
        "journal-ref": None,
        "doi": f"10.5555/{place}" if place % 5 < 2 else None,
        "report-no": None,
        "categories": "cs.DC cs.LG",
        "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
        "abstract": f"  {abstract}\n",
        "versions": [{"version": "v1", "created": f"Mon, 2 Apr {2000 + year} 19:18:42 GMT"}],
        "update_date": f"{2000 + year}-05-14",
        "authors_parsed": [[*reversed(one.split()), ""] for one in names],
    }


def _paper(place: int, title: str, names: list[str]) -> tuple[str, dict[str, Any]]:
    return str(place), {
        "corpusid": place,
        "externalids": {
            "ACL": None, "DBLP": None, "ArXiv": None, "MAG": str(place), "CorpusId": str(place), "PubMed": None,
            "DOI": f"10.5555/{place}" if place % 2 else None, "PubMedCentral": None,
        },
        "url": f"https://www.semanticscholar.org/paper/{place:040x}",
        "title": title,
        "authors": [{"authorId": str(place * 7 % 10_007), "name": name} for name in names],
        "venue": "OSDI" if place % 3 else "",
        "publicationvenueid": None,
        "year": 1990 + place % 36,
        "referencecount": place % 60,
        "citationcount": place % 900,
        "influentialcitationcount": place % 9,
        "isopenaccess": False,
        "s2fieldsofstudy": [{"category": "Computer Science", "source": "s2-fos-model"}],
        "publicationtypes": ["JournalArticle"],
        "publicationdate": None,
        "journal": {"name": "", "pages": None, "volume": None},
    }  # fmt: skip


def _wrapped(title: str) -> str:
    """Hard-wrapped before the 72nd letter, as arXiv's file is."""
    place = title.rfind(" ", 0, 72) if len(title) > 72 else -1
    return title if place < 0 else f"{title[:place]}\n  {_wrapped(title[place + 1 :])}"
