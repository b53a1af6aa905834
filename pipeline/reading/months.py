"""PURE: the names of the months, in English, misspelled or not, and in the languages around it in which lists are
headed."""

from __future__ import annotations

_SPELT = (
    "jan january januar jänner janvier enero gennaio janeiro",
    "feb february feburary febuary februar février fevrier febrero febbraio fevereiro",
    "mar march märz maerz marzo março",
    "apr april avril abril aprile",
    "may mai mayo maggio maio",
    "jun june juni juin junio giugno junho",
    "jul july juli juillet julio luglio julho",
    "aug august août aout agosto",
    "sep sept september septembre septiembre setiembre settembre setembro",
    "oct october oktober octobre octubre ottobre outubro",
    "nov november novembre noviembre novembro",
    "dec december dezember décembre decembre diciembre dicembre dezembro",
)
_NUMBERS = {name: number for number, names in enumerate(_SPELT, start=1) for name in names.split()} | {"mars": 3}
MONTH_NAMES = f"(?:{'|'.join(sorted(_NUMBERS.keys() - {'mars'}, key=len, reverse=True))}|(?-i:mars))"
"""To be matched in any case; but `Mars 2020` is no month."""


def month_number(name: str) -> int:
    """The number of the month with this name, in any case; one with a full stop is cut short."""
    return _NUMBERS[name.casefold().rstrip(".")]
