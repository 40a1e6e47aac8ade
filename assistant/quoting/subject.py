"""Sentences to quote, with the subject that they lose when they are cut out of their text."""

from collections.abc import Sequence

from assistant.answer import Evidence
from assistant.citation import shown
from assistant.composer import Statement
from assistant.quoting.dangling import missing_subject
from assistant.quoting.pronoun import name_meant
from assistant.quoting.surroundings import Place, evidence_at, place_of, stands_at
from ingest.snapshot import Snapshot

# How many sentences a pronoun may lie behind its name; a paragraph about one person can go on, but
# further back others have mostly been spoken of.
REACH = 4


def with_subjects(
    chosen: Sequence[Evidence], snapshot: Snapshot, *, max_words: int
) -> list[Statement]:
    """Return a statement for each sentence, in order, with the subject where it lacks one.

    A sentence that opens with a pronoun gets the name it stands for, in brackets before it, or else
    the sentence before it as a statement of its own; both are cited. The quote itself is never
    changed. A sentence that already follows the one before it is left as it is.

    Args:
        chosen: the sentences in the order of the answer, none twice.
        snapshot: the documents.
        max_words: of all statements together. A sentence before that does not fit is left out; for
            the first sentence others give way, the last first.

    """
    return _Restoring(chosen, snapshot, max_words=max_words).statements()


class _Restoring:
    """The statements of one answer, as they are made."""

    def __init__(self, chosen: Sequence[Evidence], snapshot: Snapshot, *, max_words: int) -> None:
        self._waiting = list(chosen)
        self._snapshot = snapshot
        self._left = max_words - sum(_words(one.text) for one in chosen)
        self._last: Evidence | None = None
        self._statements: list[Statement] = []

    def statements(self) -> list[Statement]:
        while self._waiting:
            self._say(self._waiting.pop(0))
        return self._statements

    def _say(self, one: Evidence) -> None:
        previous = self._needed(one)
        named = self._named(one, previous) if previous else None
        if previous and not named:
            self._say_before(previous, one)
        statement = named or Statement(shown(one.text), (one,))
        self._left -= _words(statement.text) - _words(one.text)
        self._statements.append(statement)
        self._last = one

    def _needed(self, one: Evidence) -> Place | None:
        """Return the sentence before, where this one needs it and it was not said just before."""
        # Most sentences stand alone in any language: their documents need not be looked at.
        if not any(missing_subject(one.text, language=own) for own in ("en", "es", "pt")):
            return None
        place = place_of(one, self._snapshot)
        previous = place.before()
        alone = missing_subject(one.text, language=place.parsed.document.language) is None
        if previous is None or alone or (self._last and stands_at(self._last, previous)):
            return None
        return previous

    def _named(self, one: Evidence, previous: Place) -> Statement | None:
        """Return the sentence with the name that its pronoun stands for, where that is certain."""
        document = previous.parsed.document
        missing = missing_subject(one.text, language=document.language)
        paragraph = place_of(one, self._snapshot).paragraph
        before: list[Place] = []
        place: Place | None = previous
        while place and len(before) < REACH and place.paragraph == paragraph:
            before.append(place)
            place = place.before()
        if missing is None or not before:
            return None
        name = name_meant(missing, [place.text for place in before], text=document.text)
        if name is None or (self._statements and _words(name) > self._left):
            return None
        origin = next(place for place in before if name in place.text)
        support = evidence_at(origin, self._snapshot, like=one)
        return Statement(f"[{shown(name)}:] {shown(one.text)}", (support, one))

    def _say_before(self, previous: Place, one: Evidence) -> None:
        """Say the sentence before first; it may itself be one of those to quote."""
        chosen = next((other for other in self._waiting if stands_at(other, previous)), None)
        if chosen is not None:
            self._waiting.remove(chosen)
            self._say(chosen)
            return
        evidence = evidence_at(previous, self._snapshot, like=one)
        said = any(
            evidence.start == old.start for made in self._statements for old in made.supports
        )
        language = previous.parsed.document.language
        further = previous.before() if missing_subject(previous.text, language=language) else None
        whole = (
            self._named(evidence, further)
            if further
            else Statement(shown(evidence.text), (evidence,))
        )
        # A sentence that lacks its own subject names no other's.
        if said or whole is None or not self._make_room(_words(whole.text)):
            return
        self._left -= _words(whole.text)
        self._statements.append(whole)

    def _make_room(self, words: int) -> bool:
        """Tell whether so many words fit; for the answer's first sentence others give way."""
        spare = self._left + sum(_words(other.text) for other in self._waiting)
        if not self._statements and spare >= words:
            while self._left < words:
                self._left += _words(self._waiting.pop().text)
        return self._left >= words


def _words(text: str) -> int:
    return len(text.split())
