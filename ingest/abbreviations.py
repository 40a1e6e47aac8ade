"""When a full stop belongs to an abbreviation: English, Spanish and Portuguese together.

One set of rules serves all three languages, so that a foreign quotation splits well too. Words that
are an abbreviation in one language and a plain word in another ("No.", "art.") count as
abbreviations only before a number.
"""

import re

from ingest.words import lexicon

# These announce what follows and never end a sentence.
_NEVER_LAST = lexicon(
    "mr mrs ms messrs dr dra drs dres profa profs sra srs srta srtas dña gral cnel avda exmo exma "
    "ilmo ud uds vs cf cfr viz approx aprox e.g i.e eg ie p.ej ej figs ibid"
)

# The same, but short for a word only when capitalised ("Col. Reis", not "the sales rep.").
_TITLES = lexicon(
    "Prof Gen Col Lt Maj Sgt Capt Cmdr Adm Rev Hon Gov Sen Rep Pres Insp Supt Mt Ft Lic Ing Arq "
    "Gob Cap Tte Mons Pbro Av Fig Mx Ss"
)

# These announce a number and are words of their own elsewhere.
_BEFORE_NUMBER = lexicon(
    "no nos nº n.º núm num nr art arts arto pág págs pag pags p pp vol vols ch chap cap sec sect "
    "párr par inc núms eq tab nn vv "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "ene abr ago set dic fev mai out dez"
)

# These close a name or a phrase; they end a sentence when what follows must begin one.
_MAY_BE_LAST = lexicon("inc ltd ltda corp co cia cía jr sr st ste ave blvd dept dpto univ al")

# After these a capital begins a sentence, except a day, a month or a time zone.
_USUALLY_LAST = lexicon("a.m p.m am pm etc ee.uu uu ee.uu.aa")
_AFTER_CLOCK = lexicon(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december est edt cst cdt mst mdt pst pdt gmt utc "
    "et ct mt pt"
)

# Words that begin a sentence rather than continue a name ("the U.S. However", "J. He").
_STARTERS = lexicon(
    "the this that these those he she it they we you i his her its their our my there here in on "
    "at by from for with as if when while after before although though but and or yet so however "
    "moreover meanwhile since because such some many most few both each every not what who why how "
    "where according despite during today then thus also another "
    "este esta estos estas ese esa esos esas eso ello ella él ellos ellas según sin pero además "
    "también aunque cuando en por para con desde durante entre tras así su sus hoy ayer luego "
    "entonces cada "
    "esse essa isso isto ele ela eles elas segundo porém mas quando em após não assim seu sua hoje "
    "depois embora"
)
# Articles that also open surnames ("J. La Rosa") and grades ("Dept. A").
_ARTICLES = lexicon("a an el la los las un una o os as um uma lo")

_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_TOKEN = re.compile(r"[^\s()\[\]{}“”\"‘«»¿¡—–*_/]*$")
# The longest abbreviation with its points is far shorter; bounds the look behind.
_REACH = 24


def stays_open(text: str, start: int, stop: int, next_word: str) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation within a sentence.

    `start` is where the sentence begins, `next_word` what follows the gap (a word or a number; not
    lower case, which never begins a sentence for us).
    """
    before = text[max(start, stop - _REACH) : stop]
    match = _TOKEN.search(before)
    token = match.group() if match else ""
    previous = before[: len(before) - len(token)].rstrip()
    word = token.casefold()
    numeric = next_word[:1].isdigit()
    begins = next_word.casefold() in _STARTERS
    # Capitals throughout are another thing: "a quake of 6.4 MS."
    if (word in _NEVER_LAST and not token.isupper()) or token in _TITLES:
        return True
    if (word in _BEFORE_NUMBER and numeric) or (word == "ee" and next_word == "UU"):
        return True
    if word in _USUALLY_LAST:
        return next_word.casefold() in _AFTER_CLOCK
    if len(token) == 1 and token.isalpha() and token.isupper():
        return _initial_stays_open(previous, next_word)
    if word in _MAY_BE_LAST:
        return not begins
    if _DOTTED.fullmatch(token):
        # A comma before it closes an apposition ("in Washington, D.C. Ana Reis is ..."), so what
        # follows is no longer part of the name; "the U.S. Congress" has none.
        closed = previous.endswith((",", "Washington")) and not numeric
        return not (begins or closed or next_word.casefold() in _ARTICLES)
    return False


def begins_sentence(word: str) -> bool:
    """Whether `word` is one that begins sentences rather than continues a name."""
    return word.casefold() in _STARTERS or word.casefold() in _ARTICLES


def _initial_stays_open(previous: str, next_word: str) -> bool:
    """Whether a single capital with its stop is a person's initial ("J. Reis") here."""
    word = next_word.casefold()
    if word in _STARTERS:
        return False
    # "vitamin C. La dosis" ends a sentence; "Ana C. La Rosa" does not.
    last = previous.split()[-1:] or [""]
    return not (word in _ARTICLES and last[0][:1].islower())
