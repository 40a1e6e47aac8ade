"""What a question for a list asks for, and the section of a document whose heading names it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.document import ParsedDocument, Section
from ingest.language import detect_language
from ingest.terms import is_stop_word, terms_of
from ingest.words import folded, folded_words, lexicon

# Share of a heading's words that the question has, for the section to be the list itself:
# "What the authors recommend" and "What are the recommendations?" share one of two.
SAME_HEADING = 0.5

# Words of two languages with one beginning of this length are mostly one word: "recomendaciones".
COGNATE = 5

# Who says it and where, not what is asked for.
_SPEAKERS = lexicon(
    "author authors brief briefs document documents report reports paper text texts source sources "
    "autor autores autora informe informes documento documentos texto textos relatorio relatorios"
)
# Asks for the members, and says nothing of what they are.
_ASKING = lexicon(
    "list name give make made main key all every enumerate mention lista nombra cuales principales "
    "quais principais"
)
_LEADING = _SPEAKERS | _ASKING
_LISTED_VERB = re.compile(r"\b(?:recommend|recomiend|recomend|propos|propon|propo)\w*")


@dataclass(frozen=True, slots=True)
class NamedSection:
    """A section whose heading names what is asked for."""

    parsed: ParsedDocument
    section: Section


@dataclass(frozen=True, slots=True)
class _Words:
    """A heading and a question in comparable words."""

    heading: frozenset[str]
    asked: frozenset[str]
    listed: frozenset[str]

    @property
    def is_named(self) -> bool:
        """Tell whether the heading names what is asked for, and little else."""
        shared = len(self.heading & self.asked)
        return bool(self.heading & self.listed) and shared >= SAME_HEADING * len(self.heading)


def listed_nouns(question: str) -> frozenset[str]:
    """Return the folded words that name what is asked for: plurals, and verbs such as recommend."""
    words = [word for word in folded_words(question) if not is_stop_word(word)]
    plural = {word for word in words if re.fullmatch(r"\w{3,}(?<![sui])s", word)}
    return frozenset((plural - _SPEAKERS) | set(_LISTED_VERB.findall(folded(question))))


def names_the_list(section: Section, parsed: ParsedDocument, question: str) -> bool:
    """Tell whether a section's heading names what a question asks for, and little else."""
    return _compared(section, parsed, question).is_named


def section_asked_for(question: str, documents: Sequence[ParsedDocument]) -> NamedSection | None:
    """Return the first section whose heading names all that a question asks for, if there is one.

    "What do the authors recommend?" asks for a section "Recommendations"; "What do they recommend
    on prisons?" asks for a part of it, which its heading does not tell.
    """
    for parsed in documents:
        for section in parsed.sections:
            words = _compared(section, parsed, question)
            if words.asked <= words.heading and words.is_named:
                return NamedSection(parsed, section)
    return None


def _compared(section: Section, parsed: ParsedDocument, question: str) -> _Words:
    """Return the words of a heading and of a question in a form in which both can be compared."""
    asked = _question_words(question)
    own = parsed.document.language
    language = own if own == asked.language else ""
    return _Words(
        *(_cut(text, language) for text in (section.heading_path[-1], asked.said, asked.nouns))
    )


@dataclass(frozen=True, slots=True)
class _QuestionWords:
    """A question's words as they are compared with every heading."""

    language: str
    said: str
    nouns: str


@lru_cache(maxsize=64)
def _question_words(question: str) -> _QuestionWords:
    said = " ".join(word for word in folded_words(question) if word not in _LEADING)
    nouns = " ".join(sorted(listed_nouns(question)))
    return _QuestionWords(detect_language(question, min_hits=1), said, nouns)


# The headings of a shelf of briefs, which are compared with every question for a list.
@lru_cache(maxsize=20_000)
def _cut(text: str, language: str) -> frozenset[str]:
    """Return the stems of a text in a language, or the beginnings of its words where it is ""."""
    if language:
        return frozenset(terms_of(text, language=language))
    words = (word for word in folded_words(text) if not is_stop_word(word))
    return frozenset(word[:COGNATE] for word in words)
