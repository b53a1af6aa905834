"""PURE: which words label a link (`[link]`, `[[pdf]]`, `(code)`) and are no part of a title."""

from __future__ import annotations

import re

from pipeline.reading.marks import without_marks

_WORDS = frozenset(
    "abs abstract acl acm appendix article artifact artifacts artefact arxiv bib bibtex blog cite code colab data "
    "dataset datasets demo dl docs doc doi download extended full github gitlab hf here homepage html huggingface ieee "
    "implementation journal link links mirror model models news notebook notes official openreview page pages paper "
    "papers pdf pdfs poster post prepub preprint presentation project ps pub publication report repo repository review "
    "site slide slides software source sources supp supplement supplementary talk text thread tool tutorial tweet url "
    "usenix version video videos web webpage website weights youtube personal reading talks "
    "book thesis springer sciencedirect elsevier nature mlsys neurips nips iclr icml cvf ojs "
    "codes homepages sites dblp colab zenodo modelscope app explainer slack discord "
    "статья код ссылка видео слайды страница проект данные 논문 코드 링크 영상 발표 프로젝트 페이지 데이터 "
    "pytorch tensorflow keras jax caffe torch paddle mxnet matlab author authors org com".split()
)
_WIDE_WORD = re.compile(
    "(?:论文|代码|数据集?|主页|项目|链接|下载|地址|视频|解读|解析|中文|英文|官方|官网|开源|源码|补充|材料|预训练|模型|演示|原文|海报"
    "|幻灯片|博客|文章|知乎|公众号|课程|网站|网址|网页|页面|讲解|翻译|笔记|分析|版本?|相关|介绍|讨论|专栏|直播|回放|作者|工程|复现|实现"
    "|論文|專案|連結|下載|程式碼|影片|投影片|コード|リンク|プロジェクト|ページ|動画|スライド|データ|ブログ|解説"
    "|和|与|及|的)+"
)
"""A label in Chinese or Japanese, which set no blanks between words: made of nothing but words that label."""
_BETWEEN = frozenset(
    "a and at for in my of on our the to via with or v version oral spotlight live interactive overview "
    "interview".split()
)
_PAPER_WORDS = frozenset(
    "paper papers pdf pdfs arxiv doi pub preprint prepub publication abs acm ieee acl usenix openreview springer "
    "sciencedirect elsevier cvf статья 논문".split()
)
_LOST = (
    r"(?:link|paper|pdf|code|slides?|video|talk|poster|arxiv|doi|url|website|project|blog|github|bibtex|abs|html|demo)"
)
_LOST_LABEL = rf"{_LOST}(?:[\s/&+]+{_LOST})?(?:\s?\d)?"
_PLACEHOLDER = re.compile(rf"\[\s*\[?\s*{_LOST_LABEL}\s*\]?\s*\]", re.IGNORECASE)
_IN_PARENTHESES = re.compile(rf"\(\s*{_LOST_LABEL}\s*\)\s*$", re.IGNORECASE)
_ASIDE = re.compile(r"[(（][^()（）]{1,40}[)）]")
"""What a label adds in brackets: `Paper (Oral)`, `代码（PyTorch）`."""
_LONGEST_VALUE = 3
"""Words: `Code: None`, `Paper: coming soon`. More may be a title (`Video: …`)."""
_ADDRESS = re.compile(
    r"https?://|www\.|arxiv\.org/|(?:dx\.)?doi\.org/|(?:arxiv(?:\s+preprint)?|corr)[:.,\s]\s?(?:abs/)?(?:\d|[a-z.-]+/\d)|abs/"
    r"|doi:|10\.\d{4}|\.{0,2}/|\S+\.(?:pdf|html?)$",
    re.IGNORECASE,
)


def is_label(text: str) -> bool:
    """Whether a link's text only labels it: words like `pdf`, brackets around it, an address, or nothing to read."""
    text = without_marks(text.strip())
    words = _words(_ASIDE.sub(" ", text).strip(" :：") or text)
    if "$" in text:
        return False
    return is_bracketed(text) or not words or bool(_ADDRESS.match(text)) or _are_label_words(words)


def says_paper(label: str) -> bool:
    """Whether a label says that a paper is behind it, whatever the address (`pdf`, `Paper (Oral)`, `论文`)."""
    words = _words(label)
    return is_label(label) and any(word in _PAPER_WORDS or word.startswith(("论文", "原文", "論文")) for word in words)


def is_field(text: str) -> bool:
    """Whether a text is a label and what it stands for, as in `Code: None` or `代码：无`."""
    label, colon, value = text.replace("：", ":").partition(":")
    return (
        bool(colon)
        and is_label(label)
        and any(letter.isalpha() for letter in label)
        and len(value.split()) <= _LONGEST_VALUE
    )


def is_bracketed(text: str) -> bool:
    """Whether the text is one bracket, as in `[[link]](…)`, or a picture that was linked."""
    return text.startswith("[") and text.endswith("]")


def without_brackets(label: str) -> str:
    """`link` of `[link]`."""
    return label[1:-1].strip() if is_bracketed(label) else label


def first_placeholder(text: str) -> re.Match[str] | None:
    """The first label in square brackets that has lost its target: `[link]`, `[[pdf]]`, `[slides]`."""
    return _PLACEHOLDER.search(text)


def without_placeholders(text: str) -> str:
    """The text without labels that have no target: in square brackets anywhere, in parentheses at its end."""
    return _IN_PARENTHESES.sub("", _PLACEHOLDER.sub("", text))


def _words(text: str) -> list[str]:
    """The words of a text, without the numbers at their ends (`pdf2`); one with a number inside is a name."""
    return [word for each in re.findall(r"[^\W_]+", text.casefold()) if (word := each.strip("0123456789"))]


def _are_label_words(words: list[str]) -> bool:
    labels = [word in _WORDS or bool(_WIDE_WORD.fullmatch(word)) for word in words]
    return any(labels) and all(label or word in _BETWEEN for label, word in zip(labels, words, strict=True))
