"""Which document speaks, said before its sentences where there is more than one."""

from collections.abc import Iterable, Iterator

from assistant.composer import Statement
from ingest.snapshot import Snapshot

# A longer title is cut at a word: the citation has all of it.
LONGEST_TITLE = 60


def led_by_titles(statements: Iterable[Statement], snapshot: Snapshot) -> Iterator[Statement]:
    """Yield statements, the first of each run from one document led by that document's title."""
    speaking = ""
    for statement in statements:
        doc_id = statement.supports[-1].passage.doc_id
        if doc_id == speaking:
            yield statement
        else:
            title = _short(snapshot.document(doc_id).document.title)
            led = f"{title}: {statement.text}"
            yield Statement(led, statement.supports, opens_paragraph=True)
        speaking = doc_id


def _short(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title.rstrip(" .:")
    return title[:LONGEST_TITLE].rpartition(" ")[0].rstrip(" .,:;–—-") + " …"
