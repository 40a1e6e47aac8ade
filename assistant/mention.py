"""What a text speaks of: its names and noun phrases, which later words may point back to.

There is no grammar here: a noun phrase is what stands between a word that opens one ("the", "five",
"about") and one that cannot belong to it. A mention is only used when a pronoun asks for its kind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.names import Name, names_in
from ingest.language import detect_language
from ingest.terms import is_stop_word
from ingest.words import folded, lexicon

# Longest noun phrase, in words after the article: "Colombian mayoral election candidates".
LONGEST_PHRASE = 4

_WORD = re.compile(r"[^\W_]+(?:[-’'](?!s\b)[^\W_]+)*")
_ARTICLES = lexicon(
    "the a an its his her their our some any all many several few both each every such own "
    "el la los las un una unos unas su sus o os as um uma uns umas seu sua seus suas ao aos "
    "no na nos nas do da dos das pelo pela al del this that these those ese esa esos esas este "
    "esta estos estas esse essa esses essas"
)
_OPENERS = lexicon("what which cuantos cuantas quantos quantas")
_PREPOSITIONS = lexicon(
    "of about for against with by on over under behind to from in at into de sobre contra por para "
    "com con em en"
)
_AUXILIARIES = lexicon("do does did will would can could should must may might")
_NUMERALS = lexicon("two three four five six seven eight nine ten dos tres cuatro cinco dois")
_JOINING = re.compile(
    r" (?:of|at|in|to|from|for|de|del|da|do|dos|das|en|em|no|na) (?:(?:the|el|la|los|las|o|a) )?"
)
_FULL_ARTICLES = {"al": "el", "del": "el"} | {
    contracted: article
    for article, forms in (("o", "do no ao pelo"), ("a", "da na pela"), ("os", "dos nos aos"))
    for contracted in forms.split()
}
_PLACE_WORDS = lexicon(
    "el la los las san santa sao santo saint st costa new north south east west united saudi sri "
    "puerto port porto cape cabo great republic rio hong sierra burkina papua mount lake upper"
)
_NAME_ARTICLES = lexicon("the el la los las")
_OF = lexicon("of de del da do")
_PLACE_PREPOSITIONS = lexicon("in at into from near across throughout within to en em no na nos")
# Forms that do not end in -ed, of verbs that often follow the subject of a question.
_VERBS = lexicon(
    "make made take took give gave get got go went come came see saw told know knew find found "
    "hold held holds keep kept lead led leave left lose lost pay paid run ran send sent spend "
    "spent begin began break broke bring brought buy bought build built sell sold win won write "
    "wrote fall fell rise rose grow grew meet met become became choose chose fight fought seek "
    "sought set stand think thought want wants need needs call calls announce replace dismiss "
    "introduce promise propose recommend recruit explain describe control controls mean means cost "
    "costs use mention uses attack create discuss discusses include live lives happen reduce stood "
    "increase affect support oppose criticize criticise reopen move close lie earn work works"
)
_ROMANCE_VERB = re.compile(r".+(?:ó|aron|ieron|aban|ou|aram|eram|iram|ava|avam)$")
_PEOPLE = lexicon(
    "people men women children police citizens authors poor gente personas pessoas policia "
    "mulheres mujeres"
)
_PERSONS = lexicon(
    "president minister mayor judge king queen pope author writer leader director chief governor "
    "founder senator deputy general officer engineer nurse teacher doctor lawyer candidate winner "
    "successor predecessor chairman woman man wife husband son daughter presidente presidenta "
    "ministro ministra alcalde alcaldesa juez jueza autor autora prefeito prefeita governador "
    "gobernador diretor directora lider rey rei rainha reina"
)
_ORGANISATIONS = lexicon(
    "act agency agreement ministerio army assembly association authority bank bill bureau center "
    "centre hospital church club college commission committee company congress corporation council "
    "court department foundation fund group institute law league ministry museum navy office "
    "organisation organization party plan police program programme project report school treasury "
    "treaty union university war banco camara comision comissao congreso lei congresso consejo "
    "conselho corte fundacao fundacion ley partido senado tribunal universidad universidade"
)


class Kind(StrEnum):
    """What sort of thing a mention is, as far as its words show."""

    PERSON = "person"
    PLACE = "place"
    THING = "thing"
    UNKNOWN = "unknown"
    """A name that may be any of them."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or a noun phrase at its place in a text."""

    text: str
    """As it can stand in another question: with its article, and what says whose or where."""
    start: int
    end: int
    """Offsets into the text it stands in."""
    kind: Kind
    is_plural: bool
    is_name: bool
    head: str
    """The folded noun that the phrase is about."""


def mentions_in(text: str) -> list[Mention]:
    """Return the names and noun phrases of a text in order of their places."""
    names = names_in(text)
    language = detect_language(text, min_hits=1)
    phrases = list(_phrases(text, names, is_english=language == "en"))
    modifiers = [(phrase.start, phrase.head_end) for phrase in phrases]
    named = [
        _named(text, name)
        for name in names
        if not any(start <= name.start and name.end <= end for start, end in modifiers)
    ]
    found = [*named, *(phrase.mention for phrase in phrases)]
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


def is_plural_noun(word: str) -> bool:
    """Tell whether a folded noun stands for several."""
    ends = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return ends or word in _PEOPLE


def is_organisation(name: str) -> bool:
    """Tell whether a name says that it is one of an institution, a law or the like."""
    return any(word in _ORGANISATIONS for word in folded(name).split())


def _named(text: str, name: Name) -> Mention:
    words = folded(name.text).split()
    before_it = _WORD.findall(folded(text[: name.start]))
    before = before_it[-1] if before_it else ""
    # "The mayor of Lima": a person of a place. "The views of Prell": of a person, or of a place.
    of_person = before in _OF and len(before_it) > 1 and before_it[-2] in _PERSONS
    kind = _kind_of_name(name.text, words, before, is_of_person=of_person)
    plural = before == "the" and is_plural_noun(words[-1]) and kind is not Kind.PLACE
    article = f"{before} " if before in _NAME_ARTICLES else ""
    return Mention(article + name.text, name.start, name.end, kind, plural, True, words[-1])


def _kind_of_name(name: str, words: list[str], before: str, *, is_of_person: bool) -> Kind:
    """Return what a name may stand for, by its folded words and the word before it."""
    if before in _PERSONS or words[0] in _PERSONS:
        return Kind.PERSON
    if is_organisation(name) or name.isupper():
        return Kind.THING
    place = words[0] in _PLACE_WORDS or before in _PLACE_PREPOSITIONS
    if place or is_of_person:
        return Kind.PLACE
    # "Marta Olsen", "Rafael López Aliaga"; "the Red Hand" is no person.
    full_name = len(words) in (2, 3) and before not in _NAME_ARTICLES
    return Kind.PERSON if full_name else Kind.UNKNOWN


@dataclass(frozen=True, slots=True)
class _Phrase:
    mention: Mention
    start: int
    head_end: int
    """Where the noun ends and what says whose or where begins."""


def _phrases(text: str, names: list[Name], *, is_english: bool) -> Iterator[_Phrase]:
    words = list(_WORD.finditer(text))
    position = 0
    while position < len(words):
        run = _run_after(text, words, position, is_english=is_english)
        phrase = _phrase(text, words[position], run, names, is_english=is_english)
        if phrase:
            yield phrase
        position += 1 + len(run)


def _run_after(
    text: str, words: list[re.Match[str]], position: int, *, is_english: bool
) -> list[re.Match[str]]:
    """Return the words of the noun phrase that the word at `position` opens, if it opens one."""
    opener = folded(words[position].group())
    follows = position > 0 and folded(words[position - 1].group()) in _AUXILIARIES
    opens = any(opener in kind for kind in (_ARTICLES, _OPENERS, _PREPOSITIONS, _NUMERALS))
    if not (opens or opener in _AUXILIARIES or opener == "many"):
        return []
    run: list[re.Match[str]] = []
    for word in words[position + 1 : position + 1 + LONGEST_PHRASE]:
        previous = run[-1] if run else words[position]
        if text[previous.end() : word.start()].strip() or _cannot_belong(word.group(), run):
            break
        if not is_english and run and word.group()[0].isupper():
            break
        run.append(word)
    subject = opener in _AUXILIARIES or follows
    rest = words[position + 1 + len(run) :]
    next_word = folded(rest[0].group()) if rest else ""
    verb_due = not rest or next_word in _ARTICLES or rest[0].group()[0].isupper()
    if is_english and subject and len(run) > 1 and verb_due:
        # "Did the president announce a prison?": what stands before the object is the verb.
        run.pop()
    return run


def _cannot_belong(word: str, run: list[re.Match[str]]) -> bool:
    plain = folded(word)
    if is_stop_word(plain) or plain in _NUMERALS or plain in _AUXILIARIES:
        return True
    if plain in _VERBS:
        return bool(run) or not is_plural_noun(plain)
    past = plain.endswith("ed") and len(plain) > 4
    return bool(run) and (past or _ROMANCE_VERB.match(word.casefold()) is not None)


def _phrase(
    text: str,
    opener: re.Match[str],
    run: list[re.Match[str]],
    names: list[Name],
    *,
    is_english: bool,
) -> _Phrase | None:
    if not run:
        return None
    first, last = run[0].start(), run[-1].end()
    if any(name.start <= first and last <= name.end for name in names):
        return None
    head = folded((run[-1] if is_english else run[0]).group())
    kind = Kind.PERSON if head in _PERSONS or head in _PEOPLE else Kind.THING
    end = _end_with_names(text, last, names)
    wording = f"{_article(opener.group(), is_english=is_english)}{text[first:end]}"
    mention = Mention(wording, first, end, kind, is_plural_noun(head), False, head)
    return _Phrase(mention, first, last)


def _end_with_names(text: str, end: int, names: list[Name]) -> int:
    """Return where a phrase ends with the names that say whose or where: "of the Court of Lenz"."""
    for name in names:
        if name.start >= end and _JOINING.fullmatch(folded(text[end : name.start])):
            end = name.end
    return end


def _article(opener: str, *, is_english: bool) -> str:
    """Return the article, with a space, that a phrase has when it is mentioned again."""
    if is_english:
        return "the "
    article = _FULL_ARTICLES.get(folded(opener), opener if folded(opener) in _ARTICLES else "")
    return f"{article.lower()} " if article else ""
