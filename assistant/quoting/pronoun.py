"""The name that a quoted pronoun stands for, where the sentences before it leave no doubt.

In a question what a pronoun stands for is sought in `assistant.antecedent`, which has to guess: a
reader sees the question as it was understood. A name that is put into a quotation must be certain.
"""

import re
from collections.abc import Sequence

from assistant.mention import is_organisation
from assistant.names import Name, names_in, names_in_phrase
from assistant.quoting.dangling import Missing
from ingest.terms import is_stop_word
from ingest.words import folded

# What may stand before the name of a subject: an article, a title, a phrase of time or place.
_BEFORE_SUBJECT = re.compile(
    r"(?:(?:In|On|By|At|From|Since|During|After|Before|For|Until|En|Em|Desde|Durante)\b[^,]{1,80},"
    r"(?: \d{4},)? )?"
    r"(?:(?:[Tt]he|[Ee]l|[Ll]a|[Oo]|[Aa]) )?"
    r"(?:(?:[Pp]resident|[Mm]inister|[Mm]ayor|[Ss]enator|[Jj]udge|[Gg]overnor|[Gg]eneral|[Kk]ing|"
    r"[Qq]ueen|[Pp]rofessor|[Pp]residente|[Mm]inistr[ao]|[Cc]andidate|[Aa]nalyst|Mr\.|Mrs\.|Ms\.|"
    r"Dr\.|Sir) )?"
)
_ACRONYM = re.compile(r"[A-Z0-9&-]{2,}")


def name_meant(missing: Missing, before: Sequence[str], *, text: str) -> str | None:
    """Return the name that a pronoun stands for, or None where it is not certain.

    A name counts that is the subject of a sentence before; another name of the same sort between
    it and the pronoun makes it uncertain ("Noboa called Bukele an egomaniac. He ...").

    Args:
        missing: what is looked for; only a person or a thing has one name.
        before: the sentences before the pronoun, nearest first, as far as one may look back.
        text: the whole document, which shows what sort of name it is.

    """
    if missing not in (Missing.PERSON, Missing.THING):
        return None
    others: set[str] = set()
    for sentence in before:
        subject = _subject_name(sentence, text=text)
        names = [name.text for name in names_in(sentence)] + ([subject] if subject else [])
        others.update(name for name in names if _fits(missing, name, text=text))
        if subject and _fits(missing, subject, text=text):
            alone = all(_same(other, subject) for other in others)
            return max((*others, subject), key=len) if alone else None
        if missing is Missing.THING:
            # What "it" is stands in the sentence before, or further than a rule can see.
            return None
    return None


def _subject_name(sentence: str, *, text: str) -> str | None:
    """Return the name that opens a sentence as its subject, if there is one."""
    opening = _BEFORE_SUBJECT.match(sentence)
    start = opening.end() if opening else 0
    found = names_in_phrase(sentence[start:])
    if not found or found[0].start != 0:
        return None
    name = found[0]
    return name.text if _is_name(name, sentence, text=text) else None


def _is_name(name: Name, sentence: str, *, text: str) -> bool:
    """Tell whether a word with a capital is a name: the text writes it so within sentences, too.

    And nowhere small. "Bargaining power explains it" opens with none.
    """
    words = name.text.split()
    if is_stop_word(folded(words[0])):
        return False
    if len(words) > 1:
        return True
    written_small = re.search(rf"\b{re.escape(words[0].lower())}\b", text)
    within = re.search(rf"[\w,;:’')”] {re.escape(words[0])}\b", text)
    return written_small is None and within is not None


def _fits(missing: Missing, name: str, *, text: str) -> bool:
    person = not (_is_place(name, text=text) or _is_thing(name, text=text))
    return person if missing is Missing.PERSON else not person


def _is_place(name: str, *, text: str) -> bool:
    """Tell whether a text says that something is or happens in what bears the name."""
    inside = (
        rf"\b(?:[Ii]n|[Aa]cross|[Tt]hroughout|[Ww]ithin|[Ee]n|[Ee]m|[Nn][ao]) {re.escape(name)}\b"
    )
    return re.search(rf"{inside}(?!['’]|-| \w+ed\b)", text) is not None


def _is_thing(name: str, *, text: str) -> bool:
    """Tell whether a name is spelled like one of a body or a thing, or has an article before it."""
    if _ACRONYM.fullmatch(name) or is_organisation(name):
        return True
    return re.search(rf"\b[Tt]he {re.escape(name)}\b(?!['’])(?! [a-z]+s?\b)", text) is not None


def _same(one: str, other: str) -> bool:
    words, others = folded(one).split(), folded(other).split()
    return words[-1] in others or others[-1] in words
