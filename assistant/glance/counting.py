"""What a number counts, in the words around it."""

import re

from assistant.mention import is_plural_noun
from ingest.terms import is_stop_word
from ingest.words import folded, lexicon

# What is counted is a phrase, not the rest of the sentence.
LONGEST_COUNT = 8

# "Three reasons" is a figure of speech; smaller numbers count what is being said.
SMALLEST_COUNT = 10

_SCALE = (
    r"(?:thousand|million|billion|trillion|mil millones|mil|millones|millón|milhões|milhão|"
    r"bilhões|bi)"
)
_DIGITS = r"\d{1,3}(?:[,.]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
# A number with its unit, and what it is by ("per 100,000", "a month").
NUMBER = re.compile(
    rf"(?<![\w.,:/–-])(?P<money>(?:US)?[$€£R]\$? ?)?(?P<value>{_DIGITS})(?!-[a-z])"
    rf"(?:(?:–|-| to )(?:[$€£])?(?:{_DIGITS}))?"
    rf"(?P<scale> {_SCALE})?"
    r"(?P<share>\s?%|[ -](?:percent|per cent|por ciento|por cento)\b)?"
    r"(?P<rate> (?:per|por|por cada|para cada) \d[\d,.]*\d)?"
    r"(?: (?:a|an|per|al|por) (?:hour|day|week|month|year|person|head|hora|d[ií]a|semana|mes|"
    r"mês|año|ano|persona|pessoa)\b)?"
    r"(?![\w%/]|[.,]\d|–\d)"
)
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
# "A 75 grade", "a perfect 100 score": a mark that something got, not so many of it.
_ONE_THING = re.compile(r"\b(?:an?|un|una|um|uma) (?:\w+ )?$", re.IGNORECASE)
# "Children and teachers", "police and military staff": the number is of both.
_AND_MORE = re.compile(r" (?:and|or|y|o|e|ou) (?P<next>[^\W\d]\w*)")
# What is counted ends before a verb, a new clause or another phrase of place and time.
_ENDS = lexicon(
    "is are was were be been being has have had do does did will would can could may might must "
    "should and or but nor that which who whom whose when where while if because although though "
    "as than from to at by for with on into over under before after during since until including "
    "namely such whereas despite compared versus against there this these those he she it they we "
    "y o u e ou que cual quien cuando donde mientras porque aunque como desde hasta con por para "
    "sobre antes despues durante fue fueron era eran es son esta estan ha han tiene tienen foi "
    "foram eram sao tem quando onde enquanto embora ate com sob in en em no na within around "
    "among between across throughout not also only each about according"
)
_JOINS = lexicon(
    "of de del da do dos das the a an la el los las o os as all both their its his her our"
)
# A clause that opens so needs the one before it.
_DANGLING = lexicon(
    "and or of to a an which that it they this these he she his her their its by for per o y e ou "
    "de con com que making including with as well after"
)
_VERBS = lexicon("spent had has have was were is are made sold won took")
_MORE = lexicon("more less higher lower fewer mas mais menos of")
# In time, age and reference a number tells no quantity of the world.
_NOT_COUNTED = lexicon(
    "apiece each year years month months day days week weeks hour hours minutes minute decade "
    "decades century am pm sq total page pages chapter article section phase level old km km2 m "
    "cm mm kg mi stars points yuan pounds dollars euros pesos reais dolares "
    "miles mile meters metres kilometers kilometres mw ms feet ft acres anos ano meses mes "
    "dias dia semanas semana horas hora pagina paginas articulo artigo times percent degrees "
    "january february march april may june july august september october november december "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro"
)
_NAME_BEFORE = re.compile(r"[A-Z][\w-]* $")
_LABEL_BEFORE = re.compile(
    r"\b(?:no|nº|number|n[uú]mero|article|art[ií]culo|artigo|section|chapter|page|phase|figure|table|"
    r"version|type|age|aged|ages)\.? $",
    re.IGNORECASE,
)
# "The homicide rate at 20.9 per 100,000": what is measured stands before its measure.
_MEASURED_BEFORE = re.compile(
    r"(?P<noun>(?:\b[^\W\d_]+[ -])(?:[^\W\d_]+[ -])?\b(?:rate|share|budget|price|wage|rating|"
    r"population|income|debt|revenue|tasa|taxa|presupuesto|or[çc]amento|deuda|d[ií]vida|"
    r"poblaci[óo]n|popula[çc][ãa]o))(?: (?:of|at|was|is|reached|stood at|rose to|fell to|de))+ $",
    re.IGNORECASE,
)
# A quantity that is only about right is shown as that.
ABOUT = re.compile(
    r"\b(?:(?:more|less|fewer|no fewer|no less|no more) than|at least|at most|up to|about|around|"
    r"roughly|nearly|almost|over|some|under|approximately|an estimated|as many as|m[áa]s de|"
    r"menos de|casi|unos|unas|cerca de|alrededor de|al menos|por lo menos|mais de|quase|pelo menos|"
    r"aproximadamente|a minimum of|a maximum of|upwards of|in excess of) $",
    re.IGNORECASE,
)
# Of a thing "for 3,000 criminals" there are not yet 3,000: the whole clause is needed.
_INTENDED = re.compile(r"\b(?:for|to hold|to house|para) $", re.IGNORECASE)
# The hundred best of something count nothing.
_AMONG = re.compile(r"\b(?:among the|one of the|top) (?:top )?$")
_UNDERGONE = re.compile(
    r" (?:were|was|are|is|have been|has been|had been) (?:\w+ly )?(?P<participle>\w+ed|killed|held|"
    r"born|shot|sent|sold|built|lost|left|put|made|found|taken|given|hurt)\b"
)
_CLAUSE_ENDS = re.compile(
    r"[,;:()—–]\s|\s[–]\s?|—|"
    r"\b(?:which|while|whereas|but|although|because|though|mientras|pero|enquanto|mas)\s"
)
# A clause with fewer words that tell something does not say what its number measures.
FEWEST_TELLING = 4
LONGEST_CLAUSE = 18
# Where the number stood in a clause.
GAP = "…"


def counted_by(text: str, match: re.Match[str]) -> str:
    """Return what a number counts, in the words of the text; empty where that is not plain."""
    about = ABOUT.search(text[: match.start()])
    start = about.start() if about else match.start()
    before = text[:start]
    is_measure = bool(match["money"] or match["share"] or match["rate"])
    if before.count('"') % 2 or before.count("“") > before.count("”") or _AMONG.search(before):
        return ""
    if _LABEL_BEFORE.search(before) or (not is_measure and _NAME_BEFORE.search(before)):
        return ""
    measured = _MEASURED_BEFORE.search(before)
    if measured and len(noun := _without_opening(measured["noun"])) > len(measured["noun"]) // 2:
        return noun if " " in noun else ""
    if is_measure:
        return _clause(text, start, match.end())
    if not match["scale"] and not _is_large(match["value"]):
        return ""
    phrase, end = _phrase_behind(text, match.end())
    if phrase and _INTENDED.search(before):
        return _clause(text, start, match.end())
    if text[end : end + 5] in (" per ", " por "):
        return ""
    if phrase and _is_no_count(text, phrase, before=before, end=end):
        return ""
    undergone = _UNDERGONE.match(text, end)
    return f"{phrase} {undergone['participle']}" if phrase and undergone else phrase


def _is_no_count(text: str, phrase: str, *, before: str, end: int) -> bool:
    """Tell a mark ("a 75 grade") and half of what is counted from a count."""
    more = _AND_MORE.match(text, end)
    is_half = more is not None and not is_stop_word(folded(more["next"]))
    is_one = not is_plural_noun(folded(phrase.split(" of ")[0].split()[-1]))
    return is_half or (is_one and _ONE_THING.search(before) is not None)


def _clause(text: str, start: int, end: int) -> str:
    """Return the clause around a number, with a gap in its place; empty where it tells little."""
    breaks = [found.end() for found in _CLAUSE_ENDS.finditer(text, 0, start)]
    first = breaks[-1] if breaks else 0
    behind = _CLAUSE_ENDS.search(text, end)
    last = behind.start() if behind else len(text)
    clause = " ".join(f"{text[first:start]}{GAP}{text[end:last]}".split()).rstrip(".!? ,;\"”'")
    words = clause.split()
    telling = [word for word in words if word != GAP and not is_stop_word(folded(word))]
    opening = folded(words[0])
    is_verb = opening.endswith(("ed", "ing")) or opening in _VERBS
    dangling = opening in _DANGLING or words[0] == GAP or is_verb
    if (
        _is_cut(text, first, clause)
        or dangling
        or len(telling) < FEWEST_TELLING
        or len(words) > LONGEST_CLAUSE
    ):
        return ""
    return "" if re.search(r"\d|\.\s", clause) or clause.count('"') % 2 else clause


def _is_cut(text: str, first: int, clause: str) -> bool:
    """Tell whether a clause was cut inside brackets, or inside a name ("Part One – The Return")."""
    in_name = bool(re.search(r"[A-Z]\w* ?[–—]\s?$", text[:first])) and clause[0].isupper()
    return in_name or clause.count("(") != clause.count(")")


def _is_large(value: str) -> bool:
    digits = value.replace(",", "").replace(".", "")
    if len(digits) == 4 and value.isdigit() and value[:2] in ("15", "16", "17", "18", "19", "20"):
        # A bare number of this form is mostly a year.
        return False
    return int(digits) >= SMALLEST_COUNT


def _phrase_behind(text: str, end: int) -> tuple[str, int]:
    """Return the noun phrase right behind a number, empty if none, and where it ends."""
    words: list[re.Match[str]] = []
    position = end
    for word in _WORD.finditer(text, end):
        plain = folded(word.group())
        if text[position : word.start()] not in (" ", "\n") or plain in _ENDS or plain[0].isdigit():
            break
        if words and _ends_behind(folded(words[-1].group()), plain):
            break
        if len(words) >= LONGEST_COUNT:
            return "", end
        words.append(word)
        position = word.end()
    while words and folded(words[-1].group()) in _JOINS:
        words.pop()
    content = [word for word in (folded(one.group()) for one in words) if not is_stop_word(word)]
    if not content or any(word in _NOT_COUNTED for word in content[:2]) or content[0] in _MORE:
        return "", end
    if folded(words[0].group()) in _JOINS or content[0].endswith("ly"):
        return "", end
    if _is_no_noun(words[0].group(), words[-1].group()):
        return "", end
    return " ".join(text[words[0].start() : words[-1].end()].split()), words[-1].end()


def _is_no_noun(first: str, last: str) -> bool:
    """Tell a currency ("RMB"), a state ("injured") or an address ("Park Place") from a noun."""
    is_name = last[0].isupper() and not is_plural_noun(folded(last))
    return first.isupper() or is_name or (first == last and first.endswith("ed"))


def _ends_behind(previous: str, word: str) -> bool:
    """Tell whether a noun phrase ends before a word: behind a plural, English has no more nouns."""
    if word.endswith("ed") and len(word) > 4:
        return True
    return is_plural_noun(previous) and word not in _JOINS and not word.endswith(("s", "es"))


def _without_opening(phrase: str) -> str:
    words = phrase.split()
    while words and is_stop_word(folded(words[0])):
        words.pop(0)
    return " ".join(words)
