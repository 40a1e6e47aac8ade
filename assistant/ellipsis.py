"""Questions that leave out what is the same as before: "And in Chile?", "Why?", "Tell me more"."""

import re
from collections.abc import Sequence

from assistant.mention import is_organisation
from assistant.names import Name, names_in, years_in
from assistant.wording import AUXILIARY
from ingest.words import folded, lexicon

# An elliptical question adds a few words at most: "And in the second half of 2019?" has six.
LONGEST_ADDITION = 6

# "In Chile?" leaves out the rest just as "And in Chile?" does, if it is as short as this.
LONGEST_BARE_ADDITION = 3

_LEAD_IN = re.compile(
    r"^[\s¿¡]*(?:(?:and|but|or|so|then|y|e|pero|mas|entonces)\b[\s,]*)?"
    r"(?:(?:what about|how about|what of|same for|que (?:hay|pasa|tal) (?:de|con|en)|quanto a|"
    r"sobre)\b[\s,]*)?",
)
_MORE = re.compile(
    r"\W*(?:(?:can|could) you |please |now )?(?:(?:tell|say|show|explain|give)(?: me)?(?: a bit)? "
    r"more(?: details?| about (?:it|that|this))?|more(?: details?)?|"
    r"(?:and )?(?:what|anything) else|go on|continue|elaborate|explain(?: that| it)?|"
    r"(?:dime|cuentame|explica(?:me)?) mas|"
    r"(?:que|algo|y que) mas|mas detalles|(?:conte|diga|fale|explique)(?:-me)? mais|"
    r"(?:o que|algo|mais) mais|mais detalhes|continue|continua)(?: please| por favor)?\W*"
)
_BARE_QUESTION = re.compile(
    r"\W*(?:(?:and|but|y|e|mas|pero) )?(?:(?:since|until|by|for|to|from|in|with|desde|hasta|ate|a|"
    r"de|com|con|para|por) )?(?:why(?: not| so)?|when|where|who|whom|how(?: so| many| much| long|"
    r" often)?|what year|which year|por que(?: no| nao)?|porque|cuando|donde|quien(?:es)?|como|"
    r"cuant[oa]s?|quando|onde|quem|quant[oa]s?)\W*"
)
_OPENING_WORDS = lexicon(
    "who whom whose what which when where why how did does do is are was were has have can could "
    "tell list name give show explain describe compare summarise summarize brief define quote "
    "quien quienes que cual cuales cuando donde como cuanto cuantos cuanta cuantas por resume "
    "explica compara quem qual quais quando onde quanto quantos quantas resuma explique compare"
)
_PREPOSITIONS = lexicon("in at on by for from to with of since until en em de del a con com")
_VERBS = r"(?:did|does|do|is|are|was|were|has|have|will|can|could)\b"
_CONNECTIVE = re.compile(r"^\W*(?:and|but|y|e|mas|pero) ", re.IGNORECASE)
_YES_OR_NO = re.compile(rf"{AUXILIARY}\b")
_ASKED_OF_VERB = re.compile(rf"(?:when|where|why|how(?: much| long| often)?|what)(?= {_VERBS})")
_ROMANCE_QUESTION_WORD = re.compile(
    r"[¿\s]*(?:por que|porque|que|o que|cuando|donde|quien(?:es)?|como|cuant[oa]s?|quando|onde|"
    r"quem|quant[oa]s?)\b"
)
_QUESTION_WORDS = re.compile(
    r"[¿\s]*(?:(?:who|whom|what|which|when|where|why|how|many|much|did|does|do|is|are|was|were|"
    r"will|has|have|qual|cual|e|es)\b\s*)+"
)
# "What is CECOT?", "And in Ecuador?": the name is the subject and no place to be exchanged.
_DEFINITION = re.compile(
    r"\W*(?:what|who|que|quien|quem|o que) (?:is|are|was|were|es|son|e|sao) (?:the )?"
)
_ATTRIBUTE = re.compile(
    r"\W*(?:(?:what|which|how large|how high|cual|cuales|qual|quais|que|o que) "
    r"(?:is|are|was|were|es|son|era|eran|fue|e|sao|foi)) "
    r"(?P<noun>(?:the|el|la|los|las|o|a|os|as) .+?)(?= (?:of|in|for|at|de|del|da|do|en|em|no|na)\b)"
)
_ARTICLE = re.compile(r"(?:the|el|la|los|las|o|a|os|as) ")
_TIME_RELATION = re.compile(
    r"(?P<relation>before|after|since|until|antes(?: de)?|depois(?: de)?|despues(?: de)?|desde|"
    r"hasta|ate)(?: (?P<object>that|then|this|eso|esto|isso|disso|entonces|entao))?$"
)
_YEAR_PHRASE = r"(?:\b(?:in|since|before|after|by|until|during|en|em|desde|hasta|ate) )?"
_OF = re.compile(r" (?:of|de|del|da|do) (?:the )?")
_PREPOSITION_BEFORE = re.compile(r"\b([^\W\d_]+)\s+(?:the\s+)?$")


def asks_for_more(question: str) -> bool:
    """Tell whether a question only wants the last answer continued."""
    return _MORE.fullmatch(folded(question)) is not None


def is_bare_question(question: str) -> bool:
    """Tell whether a question is a question word and nothing else: "Why?", "Since when?"."""
    return _BARE_QUESTION.fullmatch(folded(question)) is not None


def ask_anew(bare: str, previous: str) -> str:
    """Return the earlier question asked with another question word."""
    word = _CONNECTIVE.sub("", bare).strip(" ¿?")
    word = word[:1].upper() + word[1:]
    previous = _CONNECTIVE.sub("", previous)
    plain = folded(previous)
    if len(plain) != len(previous):
        return f"{word} ({previous.strip(' ?')})?"
    if _YES_OR_NO.match(plain):
        return f"{word} {previous[0].lower()}{previous[1:]}"
    for pattern in (_ASKED_OF_VERB, _ROMANCE_QUESTION_WORD):
        replaced = pattern.match(plain)
        if replaced:
            mark = "¿" if previous.startswith("¿") else ""
            return f"{mark}{word}{previous[replaced.end() :]}"
    opening = _QUESTION_WORDS.match(plain)
    rest = previous[opening.end() :] if opening else previous
    return f"{word} ({rest.strip(' ?')})?"


def addition_of(question: str) -> str | None:
    """Return what an elliptical question adds, or None for a question that is whole."""
    match = _LEAD_IN.match(folded(question))
    led_in = match is not None and bool(match.group().strip(" ¿¡"))
    rest = question[match.end() :] if match and led_in else question
    words = len(re.findall(r"[^\W_]+", rest))
    if not words or _is_whole(rest) or words > LONGEST_ADDITION:
        return None
    bare = words <= LONGEST_BARE_ADDITION and bool(names_in(rest) or years_in(rest))
    return rest.strip(" ?¿") if led_in or bare else None


def _is_whole(text: str) -> bool:
    """Tell whether a text begins as a question or a request of its own does."""
    words = re.findall(r"[^\W\d_]+", folded(text))[:2]
    # "In which year did it end?", "¿De quién es?"
    if words and words[0] in _PREPOSITIONS:
        del words[0]
    return bool(words) and words[0] in _OPENING_WORDS


def with_part_exchanged(previous: str, addition: str, *, answered_years: Sequence[str] = ()) -> str:
    """Return the earlier question with one part exchanged for what the new one adds."""
    new, old = names_in(addition), names_in(previous)
    if new and old and not _is_definition(previous, old[0]):
        target = _exchanged_part(_counterpart(previous, old, addition), new[0])
        return previous[: target.start] + addition[new[0].start :] + previous[target.end :]
    if new and old:
        return _appended(previous, addition)
    time = _time(previous, addition, answered_years)
    if time is not None:
        return time
    attribute = _attribute(previous)
    if attribute and not new and _ARTICLE.match(folded(addition)):
        start, end = attribute.span("noun")
        return previous[:start] + addition + previous[end:]
    return _appended(previous, addition)


def _time(previous: str, addition: str, answered_years: Sequence[str]) -> str | None:
    """Return the question for another time, or None where the addition is about none."""
    old = years_in(previous)
    relation = _TIME_RELATION.fullmatch(folded(addition))
    if relation:
        year = next(iter([*old[-1:], *answered_years[:1]]), "")
        known = f"{addition[: relation.end('relation')]} {year}" if year else addition
        addition = known.strip()
    elif not years_in(addition):
        return None
    if not old:
        return _appended(previous, addition)
    bare = addition == years_in(addition)[0]
    pattern = re.escape(old[-1]) if bare else _YEAR_PHRASE + re.escape(old[-1])
    return re.sub(pattern, lambda _: addition, previous, count=1, flags=re.IGNORECASE)


def _appended(previous: str, addition: str) -> str:
    return f"{previous.rstrip(' ?')} {addition}?"


def _attribute(previous: str) -> re.Match[str] | None:
    """Return where "What are the benefits of ..." names what is asked of its subject."""
    plain = folded(previous)
    return _ATTRIBUTE.match(plain) if len(plain) == len(previous) else None


def _is_definition(question: str, name: Name) -> bool:
    """Tell whether a question asks what a name means and nothing else."""
    opening = _DEFINITION.fullmatch(folded(question[: name.start]))
    return opening is not None and not question[name.end :].strip(" ?")


def _counterpart(previous: str, names: Sequence[Name], addition: str) -> Name:
    """Return the name that the new one takes the place of: after the same preposition, or last."""
    first = addition.split()[0].casefold() if addition.split() else ""
    for name in reversed(names):
        before = _PREPOSITION_BEFORE.search(previous[: name.start])
        if before and before.group(1).casefold() == first:
            return name
    return names[-1]


def _exchanged_part(name: Name, new: Name) -> Name:
    """Return the part of a name that a place takes: in "Supreme Court of Chile" the last."""
    joints = list(_OF.finditer(name.text))
    if not joints or not is_organisation(name.text) or is_organisation(new.text):
        return name
    start = name.start + joints[-1].end()
    return Name(name.text[joints[-1].end() :], start, name.end)
