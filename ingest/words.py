"""Words in the form in which texts are compared: without case, accents and markup."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
# The target of a Markdown link is not among the words that a reader sees.
_LINK_TARGET = re.compile(r"\]\([^()\s]{0,500}\)")


def lexicon(words: str) -> frozenset[str]:
    """Return the set of words in `words`, which are separated by spaces."""
    return frozenset(words.split())


def surface_words(text: str) -> list[str]:
    """Return the words of `text` as written; dashes, apostrophes and points separate words."""
    return _WORD.findall(_LINK_TARGET.sub("] ", text))


def folded(word: str) -> str:
    """Return `word` casefolded and without accents, which readers often leave out."""
    if word.isascii():
        return word.casefold()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of `text`, folded."""
    return tuple(folded(word) for word in surface_words(text))


def slug(text: str, *, longest: int) -> str:
    """Return the first words of `text` in small ASCII letters and digits, joined by hyphens.

    At most `longest` characters; empty for a text in another script.
    """
    words = re.findall(r"[a-z0-9]+", folded(text).encode("ascii", "ignore").decode())
    return "-".join(words)[:longest].strip("-")


def plain_line(text: str) -> str:
    """Return a heading or title as a reader sees it: one line, without inline Markdown markup."""
    line = re.sub(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,500}\)", r"\1", text)
    line = re.sub(r"(\*{1,3}|`{1,2})(?=\S)([^*`\n]{1,500})(?<=\S)\1", r"\2", line)
    line = re.sub(r"(?<!\w)(_{1,3})(?=\S)([^_\n]{1,500})(?<=\S)\1(?!\w)", r"\2", line)
    line = re.sub(r"\s*\{#[\w-]{1,80}\}\s*$", "", line[:2000])
    return " ".join(line.split())
