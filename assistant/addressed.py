"""Documents that a question names: by publisher, title or date of publication.

"What does the Harbour Institute's report say about tolls?" is put to the documents of that
publisher, without the words that name them: they stand in no text that is searched.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.conversation import Standalone
from assistant.names import is_mentioned
from ingest.selection import Period, period_of
from ingest.snapshot import Snapshot
from ingest.version import Entry
from ingest.words import surface_words

# Of fewer words a title may be a subject as well: "Chile".
SHORTEST_TITLE = 2
# "CSIS"; two letters are too many other things.
SHORTEST_ACRONYM = 3

_DOCUMENT = (
    r"(?:(?:policy |research )?(?:briefs?|briefings?|reports?|papers?|documents?|study|studies|"
    r"articles?|publications?|informes?|documentos?|estudios?|estudos?|art[ií]culos?|artigos?|"
    r"relat[oó]rios?))\b"
)
_ARTICLE = r"(?:(?:the|its|el|la|los|las|o|a|os|as) )?"
_BY = (
    r"(?:by|from|of|published by|called|titled|entitled|named|de|del|da|do|dos|das|"
    r"publicad[oa]s? por|titulad[oa]s?|intitulad[oa]s?)"
)
_ACCORDING = r"(?:according to|seg[uú]n|segundo|de acuerdo con|de acordo com)"
_DATED = re.compile(
    rf"(?P<what>{_DOCUMENT})(?: (?:that (?:was|were) )?(?:published|written|issued|dated|"
    r"publicad[oa]s?|escrit[oa]s?))? (?P<how>in|from|of|since|after|before|until|desde|"
    r"despu[eé]s de|depois de|antes de|hasta|at[eé]|de|en|em) (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_FROM_THEN_ON = re.compile(r"since|desde", re.IGNORECASE)
_LATER = re.compile(r"after|desp|depois", re.IGNORECASE)
_EARLIER = re.compile(r"before|antes", re.IGNORECASE)
_UP_TO_THEN = re.compile(r"until|hasta|at[eé]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Addressed:
    """A question without the words that name documents, and the documents."""

    standalone: Standalone
    doc_ids: tuple[str, ...]
    """Empty where it names none that there are."""


def addressed(standalone: Standalone, snapshot: Snapshot) -> Addressed:
    """Return the documents that a question names, and what it asks of them.

    Names that fit no document are left in the question: they may be what it is about.
    """
    left: Sequence[Entry] = snapshot.entries
    named = False
    for name in _names(standalone.text, snapshot.entries):
        chosen = [one for one in left if one.doc_id in name.doc_ids]
        shorter = _without(name, standalone, snapshot) if chosen else standalone
        if shorter != standalone:
            standalone, left, named = shorter, chosen, True
    if dated := _DATED.search(standalone.question):
        period = _period(dated)
        chosen = [one for one in left if period.has(one.published)]
        if chosen:
            standalone = _changed(standalone, lambda text: _DATED.sub(r"\g<what>", text, count=1))
            left, named = chosen, True
    return Addressed(standalone, tuple(one.doc_id for one in left) if named else ())


@dataclass(frozen=True, slots=True)
class _Name:
    """What documents are called."""

    text: str
    doc_ids: frozenset[str]
    is_title: bool


def _names(asked: str, entries: Sequence[Entry]) -> list[_Name]:
    """Return the publishers and the titles that stand in a question, the longest first."""
    said = asked.casefold()
    found: dict[tuple[str, bool], list[Entry]] = {}
    publishers = {entry.publisher for entry in entries if entry.publisher}
    called = {
        one: [name for name in _names_of_publisher(one) if name.casefold() in said]
        for one in publishers
    }
    for entry in entries:
        for text in called.get(entry.publisher or "", ()):
            found.setdefault((text, False), []).append(entry)
        for text in _names_by_title(entry.title):
            if text.casefold() in said:
                found.setdefault((text, True), []).append(entry)
    names = [
        _Name(text, frozenset(one.doc_id for one in among), is_title=is_title)
        for (text, is_title), among in found.items()
    ]
    return sorted(names, key=lambda one: -len(one.text))


def _names_of_publisher(publisher: str) -> set[str]:
    """Return a publisher's name, without what is in brackets, and its acronyms."""
    bracketed = re.findall(r"\(([^()]+)\)", publisher)
    bare = " ".join(re.sub(r"\([^()]*\)", " ", publisher).split())
    bare = re.sub(r"^the ", "", bare, flags=re.IGNORECASE)
    initials = "".join(word[0] for word in surface_words(bare) if word[0].isupper())
    acronyms = {one for one in (initials, *bracketed) if len(one) >= SHORTEST_ACRONYM}
    return {bare, *acronyms} - {""}


def _names_by_title(title: str) -> set[str]:
    """Return a title and its part before the colon, where they have words enough."""
    return {
        text
        for text in (" ".join(title.split()), title.split(":")[0].strip())
        if len(text.split()) >= SHORTEST_TITLE
    }


def _without(name: _Name, standalone: Standalone, snapshot: Snapshot) -> Standalone:
    """Return a question without a name, where the name tells a document in it."""
    called = rf"[\"“”'‘«]?{re.escape(name.text)}(?:['’]s)?[\"”'’»]?"
    before = re.compile(rf"(?<!\w){called} (?P<what>{_DOCUMENT})", re.IGNORECASE)
    behind = re.compile(
        rf"(?P<what>{_DOCUMENT}),? (?:{_BY} )?{_ARTICLE}{called}(?!\w)", re.IGNORECASE
    )
    # Who is spoken of in the texts as well may say something there.
    alone = name.is_title or not is_mentioned(name.text, snapshot.vocabulary)
    according = re.compile(
        rf",? ?\b{_ACCORDING} {_ARTICLE}{called}(?: {_DOCUMENT})?,? ?", re.IGNORECASE
    )

    def shortened(text: str) -> str:
        text = behind.sub(r"\g<what>", before.sub(r"\g<what>", text))
        if not alone:
            return text
        said = re.sub(r"\s+(?=[?.!]*$)", "", according.sub(" ", text).strip())
        return said[:1].upper() + said[1:]

    return _changed(standalone, shortened)


def _changed(standalone: Standalone, change: Callable[[str], str]) -> Standalone:
    return replace(
        standalone, question=change(standalone.question), wording=change(standalone.wording)
    )


def _period(dated: re.Match[str]) -> Period:
    year, how = int(dated["year"]), dated["how"]
    if _FROM_THEN_ON.match(how):
        return period_of(f"{year}..")
    if _LATER.match(how):
        return period_of(f"{year + 1}..")
    if _EARLIER.match(how):
        return period_of(f"..{year - 1}")
    return period_of(f"..{year}" if _UP_TO_THEN.match(how) else f"{year}")
