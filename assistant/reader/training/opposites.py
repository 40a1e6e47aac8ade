"""Turning what a question says into its opposite."""

import random
import re

from assistant.reader.training.mentions import substituted

_PAIRS = (
    "first last, largest smallest, biggest smallest, most least, before after, north south, "
    "northern southern, east west, eastern western, increase decrease, increased decreased, "
    "begin end, began ended, start stop, started stopped, win lose, won lost, oldest newest, "
    "high low, higher lower, highest lowest, more fewer, male female, men women, man woman, "
    "boys girls, early late, earliest latest, longest shortest, mother father, son daughter, "
    "brother sister, husband wife, upper lower, rich poor, major minor, accept reject, "
    "accepted rejected, support oppose, supported opposed, allow prohibit, allowed prohibited, "
    "import export, imports exports, sold bought, sell buy, founded dissolved, built destroyed, "
    "arrive leave, arrived left, enter leave, public private, inside outside, internal external, "
    "above below, positive negative, strong weak, hot cold, young old, younger older, "
    "legal illegal, common rare, victory defeat, married divorced, joined left, gained lost, "
    "rise fall, rose fell, minimum maximum, permanent temporary, best worst, good bad, "
    "open close, opened closed, majority minority, popular unpopular, love hate, liked disliked, "
    "created destroyed, approved vetoed, true false, larger smaller, faster slower, long short, "
    "near far, old new, modern ancient, beginning end, future past, next previous, "
    "gave received, give receive, taught learned, urban rural, similar different, "
    "include exclude, included excluded, visible invisible, heavy light, wet dry, "
    "summer winter, spring autumn, day night, morning evening, king queen, prince princess, "
    "employer employee, teacher student, attack defend, attacked defended, friend enemy, "
    "ally enemy, allies enemies, advantages disadvantages, advantage disadvantage, "
    "success failure, successful unsuccessful, agree disagree, agreed disagreed"
)
_AUXILIARY = re.compile(
    r"\b(did|does|do|was|were|is|are|has|have|had|can|could|will|would|should)\b (?!not)"
)

# Where the question has both, an opposite reads better than a negation.
OPPOSITE_RATHER_THAN_NEGATION = 0.8

# "did not the army", "never did the army", "didn't the army": the last is how people write.
PLAIN_NOT = 0.3
NEVER = 0.2

# "did it end?" has no room for a negation that still sounds like a question.
_MIN_WORDS_AFTER = 4


def opposed(question: str, chance: random.Random) -> str | None:
    """Return a question with a word turned into its opposite or with a negation, if it has room."""
    words = [word for word in re.findall(r"[a-z]+", question) if word in OPPOSITES]
    if words and chance.random() < OPPOSITE_RATHER_THAN_NEGATION:
        word = chance.choice(words)
        return substituted(question, word, OPPOSITES[word])
    return _negated(question, chance)


def _negated(question: str, chance: random.Random) -> str | None:
    found = _AUXILIARY.search(question)
    if not found:
        return None
    before, auxiliary, after = question[: found.start()], found[1], question[found.end() :]
    takes_infinitive = auxiliary in ("did", "do", "does")
    if not takes_infinitive or len(after.split()) < _MIN_WORDS_AFTER:
        return f"{before}{auxiliary} not {after}"
    if chance.random() < PLAIN_NOT:
        return f"{before}{auxiliary} not {after}"
    if chance.random() < NEVER:
        return f"{before}never {auxiliary} {after}"
    return f"{before}{auxiliary}n't {after}"


def _both_ways(pairs: str) -> dict[str, str]:
    """Return each word's opposite; of a word in several pairs, the first."""
    opposites: dict[str, str] = {}
    for pair in pairs.split(", "):
        one, other = pair.split()
        opposites.setdefault(one, other)
        opposites.setdefault(other, one)
    return opposites


OPPOSITES = _both_ways(_PAIRS)
