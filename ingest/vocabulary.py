"""Which words documents have, and how they write them: kept with a version, read with it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.aliases import aliases_in
from ingest.document import SentenceKind
from ingest.record import Record
from ingest.words import folded, folded_words, surface_words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words of documents, and names that they write in two ways."""

    words: frozenset[str]
    """All of them, titles included."""
    names: frozenset[str]
    """Those that occur with a capital and never without one, as names do."""
    english: frozenset[str]
    """Those of the documents in English."""
    about: frozenset[str]
    """Those of what documents say of themselves: authors, funding."""
    only_about: frozenset[str]
    """Those of them that stand nowhere else."""
    aliases: frozenset[tuple[str, str]]
    """Short forms that documents explain, each with the full one, as they are written."""

    @classmethod
    def of_records(cls, records: Iterable[Record]) -> "Vocabulary":
        """Return the words of documents."""
        gathered = _Gathered()
        for record in records:
            gathered.add(record)
        return gathered.vocabulary()

    def save(self, path: Path) -> None:
        """Write the words to a file."""
        content = {name: sorted(getattr(self, name)) for name in self.__slots__}
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Vocabulary | None":
        """Read what `save` wrote; None where there is none, as in an index made before."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            aliases = frozenset((short, full) for short, full in content.pop("aliases"))
            words = {name: frozenset(content[name]) for name in content}
            return cls(**words, aliases=aliases)
        except (OSError, ValueError, KeyError, TypeError):
            return None


class _Gathered:
    """Words by what they tell, document after document."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._small: set[str] = set()
        self._english: set[str] = set()
        self._about: set[str] = set()
        self._body: set[str] = set()
        self._aliases: set[tuple[str, str]] = set()

    def add(self, record: Record) -> None:
        document = record.parsed.document
        surfaces = {*surface_words(document.title), *surface_words(document.text)}
        words = {folded(word) for word in surfaces}
        self._words |= words
        self._small |= {folded(word) for word in surfaces if word[0].islower()}
        self._aliases |= set(aliases_in(document.text))
        if document.language == "en":
            self._english |= words
        for passage in record.passages:
            is_about = passage.kind is SentenceKind.ABOUT
            (self._about if is_about else self._body).update(folded_words(passage.text))

    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            words=frozenset(self._words),
            names=frozenset(self._words - self._small),
            english=frozenset(self._english),
            about=frozenset(self._about),
            only_about=frozenset(self._about - self._body),
            aliases=frozenset(self._aliases),
        )


class Overheard:
    """Passes records on and gathers their words: they are read once for both."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records
        self._gathered = _Gathered()

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self._gathered.add(record)
            yield record

    def vocabulary(self) -> Vocabulary:
        """Return the words of the records that were passed on."""
        return self._gathered.vocabulary()
