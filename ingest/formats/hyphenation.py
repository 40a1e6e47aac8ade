"""Words that a line's end cuts: whole again, by what the text has elsewhere."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_CUT = re.compile(r"(\w+(?:-\w+)*)[-\u00ad\u2010]$")
_REST = re.compile(r"\w+")


class Hyphenation:
    """Knows every word of a text that no line's end cuts.

    Args:
        lines: all lines of the text.

    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words = {word.casefold() for line in lines for word in _WORD.findall(line)}

    def joined(self, before: str, after: str, *, same: bool) -> tuple[str, str]:
        """Return two lines as one, and what is left for the next page.

        A hyphen is dropped unless the text has the word with it elsewhere ("well-known"), or what
        follows is a name or a figure ("Covid-19"). Where the lines stand on two pages (`same` is
        False) only the rest of a cut word comes over to the first.
        """
        cut, rest = _CUT.search(before), _REST.match(after)
        if not (cut and rest):
            return (f"{before} {after}", "") if same else (before, after)
        whole, hyphened = cut.group(1) + rest.group(), f"{cut.group(1)}-{rest.group()}"
        known = hyphened.casefold() in self._words and whole.casefold() not in self._words
        kept = known or not rest.group()[0].islower()
        start = before if kept else before[: cut.end(1)]
        if same:
            return start + after, ""
        # Up to the next space: a stop or comma belongs to its word.
        word, _, following = after.partition(" ")
        return start + word, following
