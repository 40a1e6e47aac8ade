"""A sentence as the checks take it: its words, stems and content."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from ingest.terms import STOP_WORDS, stem
from ingest.words import folded, lexicon

# Words that say nothing by themselves, besides the stop words: who says it is checked elsewhere.
EMPTY = lexicon(
    "authors author brief report document source sources original text also however moreover "
    "furthermore additionally according argue argues argued state states stated note notes "
    "noted say says said report reports reported describe describes described mention mentions "
    "mentioned "
    "claim claims claimed conclude concludes concluded warn warns warned suggest suggests "
    "suggested believe believes believed think thinks thought explain explains explained add "
    "adds added "
    "including include includes included such well among amid within while although though "
    "because since due despite whereas thus therefore hence both either neither one ones two "
    "make makes made use uses used using get gets got give gives given take takes took taken "
    "put puts call calls called become becomes became be been being part number people way "
    "would could should may might must can will shall about around nearly roughly almost "
    "approximately over under more less than least most very too even still yet only just "
    "after before since until during again bring brings brought bringing decade decades "
    "view views infer infers inferred opinion judgment judgement announcement consider considers "
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred "
    "thousand million billion percent half third thirds quarter double doubled triple tripled "
    "halved times each every year years "
    "between across toward towards per pounds dollars euros pesos hour hours minute minutes day "
    "days "
    "week weeks month months "
    "against want wants fear fears "
    "specifically particularly especially overall instead rather further later then"
)

# Verbs whose small word makes their meaning, and the one word that means the same.
_TWO_WORDS = tuple(
    (re.compile(rf"\b{pattern}\b"), word)
    for pattern, word in (
        (r"(?:go|goes|went|gone|going|come|comes|came|coming|is|are|was|were) down", "fell"),
        (r"(?:go|goes|went|gone|going|is|are|was|were) up", "rose"),
        (r"turn(?:s|ed)? down", "rejected"),
        (r"vot(?:e|es|ed|ing) for", "supported"),
        (r"vot(?:e|es|ed|ing) against", "opposed"),
        (r"set(?:s)? up", "founded"),
        (r"carri(?:ed|es) out|carry out", "done"),
        (r"tak(?:e|es|ing|en) in|took in", "hosts"),
        (
            r"(?:put|puts|putting|is|are|was|were|been|held)(?: [\d,.a-z]+){0,4} behind bars",
            "jailed",
        ),
        (r"r[ua]n(?:s|ning)? out of", "lacks"),
    )
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d")


@dataclass(frozen=True)
class Claim:
    """One sentence, cut into words once."""

    text: str

    @cached_property
    def folded(self) -> str:
        """The sentence without capitals and accents, in one line."""
        text = " ".join(folded(self.text).replace("’", "'").split())
        for pattern, word in _TWO_WORDS:
            text = pattern.sub(word, text)
        return text

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its folded words in order, without numbers; parts of hyphened words by themselves."""
        return tuple(
            part for word in _WORD.findall(self.folded) for part in re.split(r"[-']", word)
        )

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Its folded words and figures in order."""
        return tuple(_TOKEN.findall(self.folded))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(stem_of(word) for word in self.words)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Its words that say something, each once, in order."""
        kept = (
            word
            for word in self.words
            if len(word) > 2 and word not in STOP_WORDS["en"] and word not in EMPTY
        )
        return tuple(dict.fromkeys(kept))

    def closeness(self, sources: "Sequence[Claim]") -> float:
        """Return the share of its content words, in any form, that sources have: 0 to 1."""
        theirs = frozenset().union(*(source.stems for source in sources))
        own = [stem_of(word) for word in self.content]
        return sum(one in theirs for one in own) / len(own) if own else 1.0

    def order_likeness(self, sources: "Sequence[Claim]") -> float:
        """Return the share of its words that one source has in the same order, 0 to 1."""
        return max(
            sum(block.size for block in matcher.get_matching_blocks()) / max(1, len(self.words))
            for source in sources
            for matcher in [SequenceMatcher(None, source.words, self.words, autojunk=False)]
        )


# Forms that no stemmer brings together, by what they are forms of.
_IRREGULAR = {
    form: base
    for line in [
        "pay paid",
        "spend spent",
        "lose lost",
        "sell sold",
        "buy bought",
        "win won",
        "build built",
        "rise rose risen",
        "fall fell fallen",
        "grow grew grown",
        "leave left",
        "keep kept",
        "hold held",
        "lead led",
        "tell told",
        "take took taken",
        "drive drove driven",
        "get got gotten",
        "give gave given",
        "find found",
        "make made",
        "meet met",
        "send sent",
        "bring brought",
        "teach taught",
        "think thought",
        "say said",
        "see saw seen",
        "speak spoke spoken",
        "write wrote written",
        "begin began begun",
        "break broke broken",
        "choose chose chosen",
        "steal stole stolen",
        "shrink shrank shrunk",
        "withdraw withdrew withdrawn",
        "lend lent",
        "feel felt",
        "fight fought",
        "go went gone",
        "know knew known",
        "run ran",
        "stand stood",
    ]
    for base, *forms in [line.split()]
    for form in forms
}


# The words of a conversation's sources, over and over.
@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """Return the stem of an English word; of an irregular form, that of its base."""
    return stem(_IRREGULAR.get(word, word), language="en")


def means_the_same(one: str, other: str) -> bool:
    """Tell whether two words are forms of one, or are put for each other in policy prose."""
    stems = stem_of(one), stem_of(other)
    return stems[0] == stems[1] or bool(_groups(stems[0]) & _groups(stems[1]))


def _groups(stem: str) -> frozenset[int]:
    return _synonyms().get(stem, frozenset())


@cache
def _synonyms() -> Mapping[str, frozenset[int]]:
    """Return, by stem, the numbers of the groups of like words that it belongs to."""
    text = files("assistant.verification").joinpath("synonyms.txt").read_text(encoding="utf-8")
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(text.splitlines()):
        if not line.startswith("#"):
            for word in line.split():
                found[stem_of(word)].add(number)
    return {stem: frozenset(numbers) for stem, numbers in found.items()}
