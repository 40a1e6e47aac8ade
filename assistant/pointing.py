"""Words of a question that point back to what was said: pronouns, and nouns with "that"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.mention import Kind, Mention
from ingest.words import folded, lexicon


class Wanted(StrEnum):
    """What a pointing word stands for."""

    HE = "he"
    SHE = "she"
    THEY = "they"
    IT = "it"
    ANYONE = "anyone"
    """Spanish and Portuguese "su", "seu": one or many, man, woman or thing."""
    PLACE = "place"
    EVENT = "event"
    """All that was said: "Who decided that?"."""
    NOUN = "noun"
    """A thing that is named again: "that law"."""


class Role(StrEnum):
    """The part that a pointing word has in its sentence."""

    SUBJECT = "subject"
    OBJECT = "object"
    POSSESSIVE = "possessive"
    FIXED = "fixed"
    """Nothing can stand in its place: Spanish "los reemplazó", and every noun with "that"."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointing word at its place in a question."""

    start: int
    end: int
    wanted: Wanted
    role: Role
    noun: str = ""
    """The folded noun of "that law"."""


_PRONOUNS = {
    word: (wanted, role)
    for wanted, role, words in (
        (Wanted.HE, Role.SUBJECT, "he ele"),
        (Wanted.HE, Role.OBJECT, "him"),
        (Wanted.HE, Role.POSSESSIVE, "his"),
        (Wanted.SHE, Role.SUBJECT, "she ella ela"),
        (Wanted.SHE, Role.OBJECT, "her"),
        (Wanted.THEY, Role.SUBJECT, "they ellos ellas eles elas"),
        (Wanted.THEY, Role.OBJECT, "them"),
        (Wanted.THEY, Role.POSSESSIVE, "their"),
        (Wanted.IT, Role.SUBJECT, "it"),
        (Wanted.IT, Role.POSSESSIVE, "its"),
        (Wanted.PLACE, Role.OBJECT, "there alli ahi alla ali"),
        (Wanted.ANYONE, Role.FIXED, "su sus seu sua seus suas dele dela deles delas nele nela le"),
        (Wanted.ANYONE, Role.FIXED, "les lhe lhes"),
        (Wanted.EVENT, Role.FIXED, "that this these those one ones eso esto aquello isso isto"),
        (Wanted.EVENT, Role.FIXED, "aquilo nisso disso"),
    )
    for word in words.split()
}
# "How many were there in 2023?", "How long does it take?", "Is it true?" point to nothing.
_EMPTY = re.compile(
    r"\b(?:is|are|was|were|be|been) there\b|\bthere (?:is|are|was|were|has|have)\b|"
    r"\bit (?:takes?|took)\b|\bit (?=(?:true|possible|likely|necessary|known|clear|said|legal)\b)|"
    r"\bis it that\b|\bthose who\b|"
    # A numeral, unless it is "which one", "the second one".
    r"(?<!\bwhich )(?<!first )(?<!second )(?<!third )(?<!last )(?<!other )(?<!next )\bones?\b"
)
_DEMONSTRATIVE = re.compile(
    r"\b(?:(?:(?:the|that|this) )?same|this|that|these|those|such an?|said|"
    r"(?:el|la|los|las|o|a|os|as|n?el) mism[oa]s?|(?:o|a|no|na) mesm[oa]|"
    r"es[aeo]s?|est[ae]s?|es[aeo]s|aquel(?:la|las|los)?|dich[ao]s?|[nd]?ess[ae]s?|[nd]?est[ae]s?) "
    r"(?:very |new |first |two |three )?([^\W\d_]{3,})"
)
_NO_NOUN = lexicon("is are was were has have had does did can will would should happen happened")
# Of today and of the document itself: "this year", "this brief".
_PRESENT = lexicon(
    "year month week time brief briefing report document paper article text study informe "
    "documento texto artigo articulo estudio estudo ano"
)
# After these "that" opens a clause: "Does it say that crime fell?".
_SAYING = lexicon(
    "say says said claim claims argue argues believe believes think thinks show shows report "
    "reports mean means suggest suggests find finds found true clear likely so fact agree agrees"
)
_FUNCTION_BEFORE = lexicon(
    "in of by for with after about under to from on before since against did does was were is are "
    "do and or during at into"
)
# What may follow "that law" where "that" is no relative pronoun ("the gangs that control ...").
_AFTER_NOUN = lexicon(
    "is are was were has have had in of by for with after about under to from on before since and "
    "or come go change cost work affect apply mean"
)
_CLITIC = re.compile(
    r"(?<!por )\b(?:l[oa]s|[oa]s)(?= (?!\w+s\b)[^\W\d_]{3,})|"
    r"\b(?:l?[oa])(?= [^\W\d_]+(?:ó|aron|ieron|ou|eu|aram|eram|iram)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:that|who|which|when|because|if|after|before|while|where)\b")
_AUXILIARY_BEFORE = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|may|might|that|"
    r"when|because|if|how|why) $"
)
# "her" before one of these, or at the end, is "she" as an object.
_AFTER_OBJECT = lexicon(
    "in of by for with after about under to from on before since and or at as when while during "
    "back down up out over so because"
)
_MASCULINE_END, _FEMININE_END = "o", "a"
_COLLECTIVE = lexicon(
    "government company council team gang party ministry assembly police committee court union "
    "family army bank firm board gobierno empresa consejo equipo governo conselho equipe"
)


def pointers_in(question: str, own: Sequence[Mention]) -> list[Pointer]:
    """Return the words that point out of a question, in order.

    Args:
        question: one line.
        own: the question's own mentions; a pronoun that one of them explains points nowhere else:
            "Did the mayor keep her promises?".

    """
    if len(folded(question)) != len(question):
        # A rare letter folds to two, and places no longer agree.
        return []
    nouns = list(_demonstratives(question))
    found = [
        pointer
        for pointer in (*_pronouns(question), *_clitics(question))
        if not any(noun.start <= pointer.start < noun.end for noun in nouns)
        and not _is_explained(pointer, question, own)
    ]
    return sorted([*nouns, *found], key=lambda pointer: pointer.start)


def suitability(wanted: Wanted, mention: Mention) -> float:
    """Return how well a mention suits a pronoun: 0 not at all, 3 at best."""
    if wanted in (Wanted.HE, Wanted.SHE):
        return _person_fit(wanted, mention)
    if wanted is Wanted.THEY:
        if mention.is_plural:
            return 3.0
        if mention.kind is Kind.THING:
            return 2.0 if mention.is_name or mention.head in _COLLECTIVE else 0.0
        return {Kind.UNKNOWN: 1.0, Kind.PLACE: 0.5}.get(mention.kind, 0.0)
    if wanted is Wanted.IT:
        if mention.is_plural:
            return 0.0
        if mention.kind is Kind.THING:
            return 3.0 if mention.is_name else 2.5
        return {Kind.UNKNOWN: 2.5, Kind.PLACE: 2.0}.get(mention.kind, 0.0)
    if wanted is Wanted.PLACE:
        return {Kind.PLACE: 3.0, Kind.UNKNOWN: 1.0}.get(mention.kind, 0.0) * mention.is_name
    return 3.0 if mention.kind is Kind.PERSON and mention.is_name else 2.0


def _person_fit(wanted: Wanted, mention: Mention) -> float:
    if mention.is_plural or mention.kind in (Kind.PLACE, Kind.THING):
        return 0.0
    if not mention.is_name:
        return 1.5
    other_end = _MASCULINE_END if wanted is Wanted.SHE else _FEMININE_END
    unlikely = folded(mention.text.split()[0]).endswith(other_end) and " " in mention.text
    return (3.0 if mention.kind is Kind.PERSON else 2.0) - unlikely


def _pronouns(question: str) -> Iterator[Pointer]:
    plain = _EMPTY.sub(lambda match: "." * len(match.group()), folded(question))
    words = list(re.finditer(r"[^\W_]+", plain))
    for position, match in enumerate(words):
        word = match.group()
        if question[match.start() : match.end()].casefold() == "él":
            yield Pointer(match.start(), match.end(), Wanted.HE, Role.SUBJECT)
        if word not in _PRONOUNS or (word == "that" and not _stands_alone(words, position)):
            continue
        wanted, role = _PRONOUNS[word]
        following = words[position + 1].group() if position + 1 < len(words) else ""
        if word == "her" and following and following not in _AFTER_OBJECT:
            role = Role.POSSESSIVE
        if word == "it" and not _AUXILIARY_BEFORE.search(plain[: match.start()]):
            role = Role.OBJECT
        yield Pointer(match.start(), match.end(), wanted, role)


def _stands_alone(words: Sequence[re.Match[str]], position: int) -> bool:
    """Tell whether "that" is a pronoun and opens no clause."""
    before = words[position - 1].group() if position else ""
    after = words[position + 1].group() if position + 1 < len(words) else ""
    return before not in _SAYING and (not after or before in _FUNCTION_BEFORE or after in _NO_NOUN)


def _clitics(question: str) -> Iterator[Pointer]:
    for match in _CLITIC.finditer(question):
        before = question[: match.start()].strip(" ¿")
        # "O que": an article at the very beginning replaces nothing.
        if before:
            many = match.group().casefold().endswith("s")
            wanted = Wanted.THEY if many else Wanted.ANYONE
            yield Pointer(match.start(), match.end(), wanted, Role.FIXED)


def _demonstratives(question: str) -> Iterator[Pointer]:
    plain = folded(question)
    for match in _DEMONSTRATIVE.finditer(plain):
        noun = match.group(1)
        before = re.findall(r"[^\W_]+", plain[: match.start()])[-1:]
        after = re.findall(r"[^\W_]+", plain[match.end() :])[:1]
        verb = question[match.start() : match.end()].casefold().startswith(("está", "están"))
        if noun in _NO_NOUN or verb or (before and before[0] in _SAYING):
            continue
        if noun in _PRESENT and re.match(r"(?:this|n?est[ea]) ", match.group()):
            continue
        if match.group().startswith("that ") and not (
            not after or not before or before[0] in _FUNCTION_BEFORE or after[0] in _AFTER_NOUN
        ):
            continue
        yield Pointer(match.start(), match.end(), Wanted.NOUN, Role.FIXED, noun)


def _is_explained(pointer: Pointer, question: str, own: Sequence[Mention]) -> bool:
    """Tell whether a mention before a pronoun, in its own question, is what it stands for."""
    if pointer.wanted is Wanted.EVENT:
        return False
    before = [mention for mention in own if mention.end <= pointer.start]
    if pointer.role is Role.OBJECT and pointer.wanted is not Wanted.PLACE:
        # "Why did Pell attack him?": nobody else than Pell, unless a new clause has begun.
        before = [
            mention
            for mention in before
            if _CLAUSE.search(folded(question[mention.end : pointer.start]))
        ]
    return any(suitability(pointer.wanted, mention) >= 1.5 for mention in before)
