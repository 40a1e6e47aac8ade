"""The timeline: sentences that tell what happened at a date."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.glance.body import BodySentence, merged
from assistant.glance.dates import DateInText, dates_in
from assistant.glance.glance import Event
from assistant.quoting.likeness import terms

# A timeline that fills more than a screen is read as a list, not at a glance.
MOST_EVENTS = 20

# Above this share of common words, of the shorter, two sentences of one date tell one event.
SAME_EVENT = 0.6

# Longer sentences tell several things, of which only one happened at the date.
LONGEST_EVENT = 60

_HAPPENED = re.compile(
    r"\b(?:\w{2,}ed|won|lost|began|begun|took|gave|went|came|saw|told|made|found|held|kept|led|left|"
    r"paid|ran|sent|spent|broke|brought|bought|built|sold|wrote|fell|rose|grew|met|became|chose|"
    r"fought|sought|set|stood|drew|threw|flew|swore|struck|shot|died|born|put|cut|hit|"
    r"\w{2,}(?:ó|aron|ieron|ou|aram|eram|iram)|fue|fueron|foi|foram|nació|nasceu|perdeu|venceu|"
    r"morreu|murió|hizo|fez|tuvo|teve|dio|deu)\b",
    re.IGNORECASE,
)
# What is only expected, possible, denied or asked did not happen.
_UNREAL = re.compile(
    r"\b(?:may|might|could|would|due|intend\w*|planned|scheduled|will|should|likely|unlikely|odds|expect\w*|if|whether|podr\w+|"
    r"poder\w+|probable\w*|prov[áa]ve\w*|ser[áa]n?|haveria|habría)\b",
    re.IGNORECASE,
)
# The date of a source is not the date of what it says.
_SOURCE = re.compile(
    r"\b(?:survey|poll|study|report|data|figures?|estimates?|census|article|book|edition|"
    r"encuesta|sondeo|estudio|informe|datos|pesquisa|estudo|relat[óo]rio|dados|as|than|"
    r"compared (?:with|to))"
    r"(?: (?:\w+ ){0,2}(?:from|of|in|de|en|em))?\W*$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d (?:percent|per cent)|\d ?%|\bpor ciento\b|\bpor cento\b")


def events_of(body: Sequence[BodySentence]) -> tuple[Event, ...]:
    """Return the dated events in the order of their dates, then of the text."""
    found: list[Event] = []
    for sentence in body:
        event = _event(sentence)
        if event is None:
            continue
        twin = next((one for one in found if _is_same(one, event)), None)
        if twin is None:
            found.append(event)
        else:
            joined = replace(twin, places=merged((*twin.places, *event.places)))
            found[found.index(twin)] = joined
    # The more exactly dated an event is, the more it belongs on a timeline.
    exact = sorted(found, key=lambda event: (-len(event.places), -len(event.date)))[:MOST_EVENTS]
    return tuple(sorted(exact, key=lambda event: (event.date, event.places[0].start)))


def _event(sentence: BodySentence) -> Event | None:
    text = sentence.text
    if sentence.is_about_a_text or len(text.split()) > LONGEST_EVENT:
        return None
    date = next((one for one in dates_in(text) if _is_date_of_event(text, one)), None)
    if date is None:
        return None
    return Event(date.text, date.date, sentence.line, (sentence.place,))


def _is_date_of_event(text: str, date: DateInText) -> bool:
    """Tell whether the clause around a date tells what happened."""
    before = text[: date.start]
    start = max(text.rfind(mark, 0, date.start) for mark in (";", ":")) + 1
    stops = [place for mark in (";", ":") if (place := text.find(mark, date.end)) >= 0]
    clause = f"{before[start:]} {text[date.end : min(stops, default=len(text))]}"
    if before.count("(") > before.count(")") or before.count('"') % 2 or text[0] == "(":
        # In brackets stand dates of birth and of publication; in quotes, another's words.
        return False
    if _UNREAL.search(clause) or _SOURCE.search(before):
        return False
    # "In 2023, crime concerned 70 percent" tells a measure of that year, which is a figure.
    if _SHARE.search(clause) and len(date.date) == len("2023"):
        return False
    return _HAPPENED.search(clause) is not None


def _is_same(one: Event, other: Event) -> bool:
    if one.date != other.date:
        return False
    first, second = terms(one.what), terms(other.what)
    return len(first & second) >= SAME_EVENT * min(len(first), len(second))
