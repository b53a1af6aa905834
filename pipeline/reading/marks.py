"""PURE: pictograms that adorn a title (`🔥`, `:star:`), and numbers that count it (`3) …`), are no part of it."""

from __future__ import annotations

import re
import unicodedata

_SHORTCODE = r":[a-z][a-z0-9_+-]{1,30}:"
_SHORTCODES_BEFORE = re.compile(rf"^(?:\s*{_SHORTCODE})+\s*", re.IGNORECASE)
_SHORTCODES_BEHIND = re.compile(rf"(?:\s*{_SHORTCODE})+\s*$", re.IGNORECASE)
_COUNTED = re.compile(r"^\s*(?:\(?\d{1,3}\)|\d{1,3}\.|\[\d{1,3}\])\s+(?=\S)")
_DISTINCTION = (
    r"[\[(（【]\s*(?P<said>new!?|hot!?|updated?|must[ -]?read|recommended|oral(?: presentation)?|spotlight|highlight|"
    r"(?:best|outstanding|distinguished)(?: student| demo)? paper"
    r"(?: award| runner[ -]up| finalist| candidate| nominee)?|"
    r"award(?: candidate)?|honou?rable mention|test of time(?: award)?)\s*[\])）】]"
)
_DISTINCTION_BEFORE = re.compile(
    rf"^\s*{_DISTINCTION.replace('?P<said>', '?P<said>survey|')}\s*[:|]?\s*(?=\S)", re.IGNORECASE
)
_DISTINCTION_BEHIND = re.compile(rf"\s*{_DISTINCTION}\s*$", re.IGNORECASE)
"""What a list or a programme says of a paper in brackets; `poster` and `demo` are other papers, and stay."""
_FIELD_NAME = re.compile(
    r"^\s*(?:(?:paper\s+)?title|论文(?:标题|名称)?|文章(?:标题)?|标题|题目)\s*[:：]\s*(?=\S)", re.IGNORECASE
)
_MARKED = re.compile(r"^\s*(~~|==)(?P<text>[^~=].*?)\1(?=\W*$)")
_JOINERS = "\ufe0f\u200d\u20e3"


def without_marks(text: str) -> str:
    """The text without pictograms at its ends; what stands inside stays."""
    before = None
    while text != before:
        before = text
        if text[:1] and not text[0].isascii():
            text = text.lstrip(_JOINERS).lstrip()
            text = text[1:].lstrip() if text and _is_pictogram(text[0]) else text
        if text[-1:] and not text[-1].isascii():
            text = text.rstrip(_JOINERS).rstrip()
            text = text[:-1].rstrip() if text and _is_pictogram(text[-1]) else text
        if ":" in text:
            text = _SHORTCODES_BEHIND.sub("", _SHORTCODES_BEFORE.sub("", text))
    return text


def without_strokes(text: str) -> str:
    """The text that is struck out or highlighted as a whole, without the signs for it: `~~Title~~`, `==Title==`."""
    marked = _MARKED.match(text)
    return marked["text"] + text[marked.end() :] if marked else text


def without_distinction(text: str) -> str:
    """The text without `[NEW]`, `(Oral)`, `(Best Paper)` and their like at its ends."""
    return _DISTINCTION_BEHIND.sub("", _DISTINCTION_BEFORE.sub("", text)) or text


def distinctions(text: str) -> tuple[str, ...]:
    """What `without_distinction` takes away."""
    text = without_marks(text.strip())
    found = (_DISTINCTION_BEFORE.search(text), _DISTINCTION_BEHIND.search(text))
    return tuple(each["said"] for each in found if each)


def without_field_name(text: str) -> str:
    """The title of `Title: …`."""
    return _FIELD_NAME.sub("", text)


def without_count(text: str) -> str:
    """The text without the number that counts it in a series."""
    return _COUNTED.sub("", text)


def _is_pictogram(letter: str) -> bool:
    return (unicodedata.category(letter) in {"So", "Sk"} and letter != "\ufffd") or letter in _JOINERS
