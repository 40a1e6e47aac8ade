"""Where a sentence is about: the country or region that it names, if it names one alone."""

import re
from functools import lru_cache
from importlib import resources

from ingest.terms import is_stop_word
from ingest.words import folded

# Countries that the lexicon of names leaves out, since the three languages spell them alike.
_SPELT_ALIKE = (
    "El Salvador|Chile|Honduras|Costa Rica|Argentina|Cuba|Angola|Congo|Eritrea|Puerto Rico|Malta|"
    "Monaco|Barbados|China|Australia|Austria|Albania|Burundi|Togo|Uganda|Liberia|Gambia|"
    "United States|Estados Unidos|Latin America|América Latina|Kosovo"
)

_STANDS = re.compile(
    r"(?:^|[,;]|\b(?:in|across|throughout|en|em|no|na))(?: the)?\s*$", re.IGNORECASE
)
_NAME_BEFORE = re.compile(r"(?P<word>[A-Z]\w+) (?:of |de |for )?(?:the )?$")


def is_place(name: str) -> bool:
    """Tell whether a name is that of a country or region in our lexicons."""
    return folded(name) in _places()


def place_in(text: str) -> str:
    """Return the one known place that a sentence names, as written; empty for none or several."""
    matches = [match for match in _pattern().finditer(text) if not _is_part(text, match)]
    if len({folded(match.group()) for match in matches}) != 1:
        return ""
    # "In Peru", or "Peru recorded": a place beside a number may be anything else.
    is_about = any(_stands(text, match) for match in matches)
    return matches[0].group() if is_about else ""


def _stands(text: str, match: re.Match[str]) -> bool:
    """Tell whether a place says where; "a channel, Europe's first" says what something is."""
    is_owner = match.start() > 0 and re.match(r"[’']s\b", text[match.end() :]) is not None
    return not is_owner and _STANDS.search(text[: match.start()]) is not None


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Tell whether a place is part of a longer name: "Bank of China", "China Mobile"."""
    before = _NAME_BEFORE.search(text[: match.start()])
    behind = re.match(r" [A-Z]", text[match.end() :]) is not None
    return behind or (before is not None and not is_stop_word(folded(before["word"])))


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(folded(form) for form in _forms())


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_forms(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


@lru_cache(maxsize=1)
def _forms() -> frozenset[str]:
    """Return the places of the lexicon in its three languages, without months and peoples."""
    lines = (
        resources.files("assistant.lexicons").joinpath("names.txt").read_text(encoding="utf-8")
    ).splitlines()
    kept = [line for line in lines if line and line[0] != "#" and _is_of_place(line)]
    forms = {
        form.strip() for line in kept for column in line.split("|") for form in column.split(",")
    }
    return frozenset(forms) | frozenset(_SPELT_ALIKE.split("|"))


def _is_of_place(line: str) -> bool:
    """Tell a place by its Spanish name, which has a capital; months, days and peoples have none."""
    columns = line.split("|")
    return all(column.strip()[:1].isupper() for column in columns)
