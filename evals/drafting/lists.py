"""Cases made of lists: members that a sentence names, that stand as items, or as headings."""

import re
from collections.abc import Iterator, Sequence

from assistant.glance.glance import Place
from assistant.quoting.enumeration import Enumeration, Member, under_heading
from assistant.suggesting import wording
from evals.drafting.proposal import Origin, Proposal, Source
from ingest.document import Section
from ingest.terms import is_stop_word
from ingest.words import folded, plain_line, surface_words

# An answer that must hold more than these words in one run has to quote.
LONGEST_MEMBER = 4

# Longer lists are registers; nobody asks for all of them.
MOST_MEMBERS = 8

_UNDER = {
    "en": "Which points does the document make under “{}”?",
    "es": "¿Qué puntos desarrolla el documento en «{}»?",
    "pt": "Que pontos o documento desenvolve em “{}”?",
}
_OPENING = re.compile(r"^(?:(?:and|or|both) )?(?:(?:the|an?|its|their|his|her|that) )?", re.I)
_LONG = "some members are long: give the words that any right answer must hold"


def list_cases(source: Source) -> Iterator[Proposal]:
    """Yield a case for each list that is named in a sentence, then for those under a heading."""
    if source.language == "en":
        yield from _named(source)
    for section in source.parsed.sections:
        listed = under_heading(source.parsed, section)
        if listed is not None and 2 <= len(listed.members) <= MOST_MEMBERS:
            yield _under(source, section, listed)


def _named(source: Source) -> Iterator[Proposal]:
    for sentence in source.body:
        question = "" if sentence.is_about_a_text else wording.which_ones(sentence.line)
        members = _members_of(sentence.line.partition(": ")[2]) if question else []
        if len(members) > 1:
            yield Proposal(
                Origin.LIST,
                "list",
                question,
                tuple(_accepted(one) for one in members),
                (sentence.place,),
                _doubts(members),
            )


def _members_of(text: str) -> list[str]:
    """Return the members of "a, b, and c"; semicolons part them where there are any."""
    parts = re.split(r"; " if ";" in text else r", (?:and |or )?| and | or ", text.strip(" ."))
    return [one for part in parts if (one := _OPENING.sub("", part.strip()))]


def _under(source: Source, section: Section, listed: Enumeration) -> Proposal:
    heading = plain_line(section.heading_path[-1])
    titles = [_title(source, member) for member in listed.members]
    starts = [source.parsed.sentences[member.sentences[0]] for member in listed.members]
    doubts = (
        "is every point one that a right answer must make?",
        *_doubts(titles),
    )
    return Proposal(
        Origin.LIST,
        "list",
        _UNDER.get(source.language, _UNDER["en"]).format(heading),
        tuple(_accepted(one) for one in titles),
        tuple(Place(one.start, one.end) for one in starts),
        doubts,
    )


def _title(source: Source, member: Member) -> str:
    """Return what a member is called: its heading, or how its first sentence begins."""
    if member.heading is not None:
        return plain_line(member.heading.heading_path[-1])
    line = plain_line(source.parsed.sentence_text(member.sentences[0]))
    return re.split(r"[:.;] |[:.;]$| — ", line)[0].strip(" *_")


def _accepted(member: str) -> tuple[str, ...]:
    """Return what says a member: all of it, and of a long one its most telling words in a run."""
    words = member.split()
    if len(words) <= LONGEST_MEMBER:
        return (member,)
    runs = [
        words[start : start + size]
        for size in (2, 3)
        for start in range(len(words) - size + 1)
        if not is_stop_word(folded(words[start]))
        and not is_stop_word(folded(words[start + size - 1]))
    ]
    telling = max(runs, key=_length, default=words[:LONGEST_MEMBER])
    return (member, " ".join(telling).strip(",.;:"))


def _length(words: Sequence[str]) -> int:
    return sum(len(word) for word in words if not is_stop_word(folded(word)))


def _doubts(members: Sequence[str]) -> tuple[str, ...]:
    is_long = any(len(surface_words(one)) > LONGEST_MEMBER for one in members)
    return (_LONG,) if is_long else ()
