"""Pull quotes: short paragraphs that say again what a sentence of the body says.

A layout lifts a striking sentence out of the text, often without its opening clause or with a name
in place of a pronoun. So the test is containment: are the pull quote's words, in order, within one
body sentence? Exact equality would miss two pull quotes in three.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from ingest.document import Sentence, SentenceKind
from ingest.language import COMMON_WORDS
from ingest.words import folded, lexicon, surface_words

# Pull quotes are one to three sentences in large type; more is an excerpt with its own context.
MAX_SENTENCES = 3
MAX_WORDS = 90

# A shorter paragraph ("This has to change now.") recurs as rhetoric, not as layout.
MIN_WORDS = 8

# One word in eight may be altered: an editor's touch to a sentence that must stand alone. Below
# that, two parallel sentences about different countries begin to match each other.
MIN_CONTAINED = 0.875

# Words in a row that body and pull quote must share to be compared at all.
_SHINGLE = 4

# A run of words that more sentences share than this is a formula of the document, not a quotation;
# the limit also keeps the search linear in the document's length.
_MAX_SHARED = 12

# A body "sentence" beyond this is a list or a table that lost its structure.
_MAX_HOST_WORDS = 400

_NEGATIONS = lexicon(
    "not no never nor neither without cannot t nunca jamas ni sin tampoco nao nem sem"
)
_FUNCTION_WORDS = frozenset(folded(word) for words in COMMON_WORDS.values() for word in words)


@dataclass(frozen=True, slots=True)
class _Words:
    surface: tuple[str, ...]
    folded: tuple[str, ...]


def mark_repeats(
    text: str, sentences: Sequence[Sentence], prose: frozenset[int]
) -> tuple[Sentence, ...]:
    """Return the sentences with pull quotes marked REPEAT and pointed to their body sentence.

    `prose` holds the numbers of the paragraphs that are prose: a list item or a table row is no
    pull quote. A paragraph is marked only if each of its sentences is found in a paragraph that is
    longer than itself or, when they are equal, stands earlier; only BODY sentences take part.
    """
    words = [_words_of(text, sentence) for sentence in sentences]
    paragraphs: dict[int, list[int]] = defaultdict(list)
    for index, sentence in enumerate(sentences):
        if sentence.kind is SentenceKind.BODY:
            paragraphs[sentence.paragraph].append(index)
    sizes = {
        number: sum(len(words[index].folded) for index in members)
        for number, members in paragraphs.items()
    }
    hosts = _Hosts(sentences, words, sizes)
    marked = list(sentences)
    for number, members in paragraphs.items():
        if number not in prose or len(members) > MAX_SENTENCES:
            continue
        if not MIN_WORDS <= sizes[number] <= MAX_WORDS:
            continue
        found = [hosts.find(index) for index in members]
        for index, host in zip(members, found, strict=True):
            if host is not None and None not in found:
                marked[index] = replace(sentences[index], kind=SentenceKind.REPEAT, repeat_of=host)
    return _without_chains(marked)


class _Hosts:
    """The body sentences, by their runs of words."""

    def __init__(
        self, sentences: Sequence[Sentence], words: Sequence[_Words], sizes: Mapping[int, int]
    ) -> None:
        self._sentences = sentences
        self._words = words
        self._sizes = sizes
        self._by_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, sentence in enumerate(sentences):
            if sentence.kind is SentenceKind.BODY and len(words[index].folded) <= _MAX_HOST_WORDS:
                for shingle in _shingles(words[index].folded):
                    self._by_shingle[shingle].append(index)

    def find(self, index: int) -> int | None:
        """Return the sentence that best contains the one at `index`, or None."""
        votes: dict[int, int] = defaultdict(int)
        for shingle in _shingles(self._words[index].folded):
            sharing = self._by_shingle.get(shingle, [])
            for host in sharing if len(sharing) <= _MAX_SHARED else ():
                votes[host] += self._may_host(host, index)
        ranked = sorted((host for host in votes if votes[host]), key=lambda host: -votes[host])
        for host in ranked[:3]:
            if _contains(self._words[host], self._words[index]):
                return host
        return None

    def _may_host(self, host: int, index: int) -> bool:
        own, other = self._sentences[index].paragraph, self._sentences[host].paragraph
        return (self._sizes[other], -other) > (self._sizes[own], -own) and own != other


def _words_of(text: str, sentence: Sentence) -> _Words:
    surface = tuple(surface_words(text[sentence.start : sentence.end]))
    return _Words(surface, tuple(folded(word) for word in surface))


def _shingles(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return the runs of four words; of a shorter sentence, the whole of it."""
    last = max(1, len(words) - _SHINGLE + 1)
    return {words[at : at + _SHINGLE] for at in range(last)} if words else set()


def _contains(host: _Words, quote: _Words) -> bool:
    """Whether the quote's words stand in the host in order, but for harmless alterations."""
    matcher = SequenceMatcher(None, host.folded, quote.folded, autojunk=False)
    operations = matcher.get_opcodes()
    matched = sum(stop - start for tag, _, _, start, stop in operations if tag == "equal")
    if matched < MIN_CONTAINED * len(quote.folded):
        return False
    # What the host has before and after the quoted stretch was dropped, and may say anything.
    if operations[0][0] == "delete":
        operations = operations[1:]
    if operations and operations[-1][0] == "delete":
        operations = operations[:-1]
    return all(
        tag == "equal" or _harmless(host.surface[first:last], quote.surface[start:stop])
        for tag, first, last, start, stop in operations
    )


def _harmless(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether `new` for `old` keeps the claim: same negation, no other number, no other name."""
    if any(folded(word) in _NEGATIONS for word in (*old, *new)):
        return False
    if any(re.search(r"\d", word) for word in new):
        return False
    return not (_names(old) and _names(new))


def _names(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word[:1].isupper() and folded(word) not in _FUNCTION_WORDS]


def _without_chains(sentences: list[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences with each repeat pointing to a body sentence, never to a repeat."""
    for index, sentence in enumerate(sentences):
        target = sentence.repeat_of
        while target is not None and sentences[target].repeat_of is not None:
            target = sentences[target].repeat_of
        if target is not None:
            sentences[index] = replace(sentence, repeat_of=target)
    return tuple(sentences)
