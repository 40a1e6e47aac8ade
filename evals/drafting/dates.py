"""Cases made of dated events: when something happened. English only: it needs the verb's base."""

import re
from collections.abc import Iterator

from assistant.glance.dates import DateInText, dates_in
from evals.drafting.proposal import Origin, Proposal, Source
from evals.drafting.verbs import base_of
from ingest.terms import STOP_WORDS
from ingest.words import folded

# Longer clauses tell more than what is dated.
LONGEST_CLAUSE = 14

# "The World Health Organization and its regional office": longer subjects are clauses.
LONGEST_SUBJECT = 7

_PASSIVE = re.compile(
    r"^(?P<subject>[^,;:—]{2,60}?) (?P<be>was|were) "
    r"(?P<rest>(?:\w+ly )?\w+(?:ed|n|ld|t|de)\b.*)$"
)
# A clause that opens so has its subject elsewhere.
_DANGLING = re.compile(
    r"^(?:it|they|he|she|this|that|these|those|there|we|such|both|one|its|their|his|her|where|when|"
    r"which|who|if|after|before|although|while|as|because|and|but|or|not|only|[a-z]+ing)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r" \([A-Z][A-Za-z]*[A-Z]\)")
_APPOSITION = re.compile(r"^(?P<name>[A-Z][^,]{1,60}), [^,]{3,80}, ")
# Words that have a capital for opening a sentence alone.
_OPENING = re.compile(
    r"^(?:The|An?|Nearly|About|Around|Almost|Over|Some|More|Fewer|Less|At|Up|All|Both|Most|Many)\b"
)
# What is said besides stands behind these.
_CUT = re.compile(
    r"[,;:(—]| (?:that|which|who|although|while|before|after|when|as|because|"
    r"and (?:he|she|it|they))\b"
)
_BEFORE_DATE = re.compile(r",? ?\b(?:on|in|by|during|from|between|around)(?: the)? ?$", re.I)
# What began or ended with a date did not happen at it.
_NOT_AT = re.compile(r"\b(?:since|until|till|through|as of|not|never)\b", re.I)


def date_cases(source: Source) -> Iterator[Proposal]:
    """Yield a case for each dated event whose sentence turns into a question, exact dates first."""
    if source.language != "en":
        return
    for event in sorted(source.glance.events, key=lambda event: -len(event.date)):
        dates = dates_in(event.what)
        date = next((one for one in dates if one.text == event.when), None)
        question = _question(event.what, date) if date else ""
        if date is None or not question:
            continue
        doubts = []
        if len(dates) > 1:
            doubts.append("the sentence has another date: is this the one that is asked for?")
        if len(event.places) > 1:
            doubts.append("the event is told in several places: do they give one date?")
        yield Proposal(Origin.DATE, "when", question, _answers(date), event.places, tuple(doubts))


def _question(line: str, date: DateInText) -> str:
    """Return the question when something happened; empty where the clause gives no plain one."""
    head = _ACRONYM.sub("", _BEFORE_DATE.sub("", line[: date.start])).strip()
    if _NOT_AT.search(head):
        return ""
    if head:
        # The clause must reach to its date: one behind a comma may have the date to itself.
        clause = _APPOSITION.sub(lambda found: f"{found['name']} ", head)
        return "" if _CUT.search(clause) else _asked(clause)
    clauses = re.split(r", ", line[date.end :].strip(" ,."))
    return next((asked for clause in clauses if (asked := _asked(clause))), "")


def _asked(clause: str) -> str:
    """Return the question for a clause without its date, which opens with its subject."""
    if _DANGLING.match(clause):
        return ""
    if found := _PASSIVE.match(clause):
        rest = _cut(found["rest"])
        return f"When {found['be']} {_inside(found['subject'])} {rest}?" if _fits(rest) else ""
    words = clause.split()
    at = next((one for one in range(1, len(words)) if base_of(words[one])), 0)
    rest = _cut(" ".join(words[at + 1 :]))
    subject = " ".join(words[:at])
    if not 1 <= at <= LONGEST_SUBJECT or _CUT.search(subject) or not _fits(rest):
        return ""
    return f"When did {_inside(subject)} {base_of(words[at])} {rest}?"


def _cut(rest: str) -> str:
    found = _CUT.search(rest)
    return (rest[: found.start()] if found else rest).strip(" .")


def _fits(rest: str) -> bool:
    words = rest.split()
    is_cut = bool(words) and (folded(words[-1]) in STOP_WORDS["en"] or words[-1].endswith("ing"))
    return 1 <= len(words) <= LONGEST_CLAUSE and not is_cut


def _inside(subject: str) -> str:
    """Return a clause's opening words as they stand inside a sentence."""
    return _OPENING.sub(lambda opening: opening[0].lower(), subject)


def _answers(date: DateInText) -> tuple[tuple[str, ...], ...]:
    """Return what says a date: of a range both ends, of a day both ways to write it."""
    ends = re.fullmatch(
        r"(?:from|between) (?P<first>.+?) (?:to|and|until) (?P<last>.+)", date.text, re.I
    )
    if ends:
        return ((ends["first"],), (ends["last"],))
    day = re.fullmatch(r"(?P<month>[A-Z]\w+) (?P<day>\d{1,2}),? (?P<year>\d{4})", date.text)
    other = (f"{day['day']} {day['month']} {day['year']}",) if day else ()
    return ((date.text, *other),)
