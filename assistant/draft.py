"""An answer while it is written: its text as it grows, and what is known of each sentence."""

from collections.abc import Iterable, Iterator

from assistant.answer import Account, Check
from assistant.citation import Footnotes
from assistant.composer import Statement


class Draft:
    """The text of one answer.

    Args:
        footnotes: makes the markers, and holds the citations afterwards.

    """

    def __init__(self, footnotes: Footnotes) -> None:
        self._footnotes = footnotes
        self._pieces: list[str] = []
        self._length = 0
        self._checks: list[Check] = []
        self.account: Account | None = None

    @property
    def text(self) -> str:
        """Return what has been written so far."""
        return "".join(self._pieces)

    @property
    def checks(self) -> tuple[Check, ...]:
        """Return the checks of the sentences so far that needed one."""
        return tuple(self._checks)

    @property
    def is_declined(self) -> bool:
        """Tell whether the writer found no answer in the evidence."""
        return self.account is not None and self.account.declined

    def write(self, composed: Iterable[Statement | Account]) -> Iterator[str]:
        """Yield each sentence with its markers, as they are composed; keep the account."""
        for one in composed:
            if isinstance(one, Account):
                self.account = one
                continue
            gap = ("\n\n" if one.opens_paragraph else " ") if self._pieces else ""
            marker = self._footnotes.marker(one.supports)
            piece = f"{gap}{one.text} {marker}" if marker else f"{gap}{one.text}"
            if one.verdict is not None:
                start = self._length + len(gap)
                check = Check(start, start + len(one.text), one.verdict, one.reason)
                self._checks.append(check)
            yield self.say(piece)

    def say(self, words: str) -> str:
        """Add the assistant's own words, which cite nothing, and return them."""
        self._pieces.append(words)
        self._length += len(words)
        return words
