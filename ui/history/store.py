"""The conversations of everybody who uses one home, kept on this machine.

Each belongs to an owner: a token that one browser keeps and nobody else knows. Whoever does not
have it finds nothing, so that users of one server do not see each other's chats.
"""

import json
import logging
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import BriefingError
from ingest.words import folded
from ui.history.entry import ConversationEntry, KeptConversation
from ui.history.form import from_json, to_json
from ui.page.conversation import Conversation

logger = logging.getLogger(__name__)

FILE = "conversations.sqlite"

# A deleted chat can be brought back for so long.
UNDO_WINDOW = timedelta(days=1)

# Of a first question: a line of the list of chats.
LONGEST_TITLE = 80

# Seconds that one writer waits for another; each writes for milliseconds.
PATIENCE = 10.0

_TABLE = """
CREATE TABLE IF NOT EXISTS conversations (
    conversation_id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    title TEXT NOT NULL,
    named INTEGER NOT NULL DEFAULT 0,
    updated TEXT NOT NULL,
    exchanges INTEGER NOT NULL,
    doc_ids TEXT NOT NULL,
    words TEXT NOT NULL,
    content TEXT NOT NULL,
    deleted TEXT
)
"""
_ENTRY = "conversation_id, title, updated, exchanges"


def new_token() -> str:
    """Return a token that cannot be guessed, for a conversation or for an owner."""
    return secrets.token_urlsafe(16)


class ConversationStore:
    """Keeps conversations in one file of a folder.

    Every method opens the file anew, so that threads and processes can share it. All raise
    BriefingError where it cannot be read or written; one that is damaged is set aside, and a new
    one begun.

    Args:
        folder: made when it is missing.

    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._lock = FileLock(self._file.with_suffix(".lock"), timeout=PATIENCE)

    def save(
        self,
        conversation_id: str,
        conversation: Conversation,
        *,
        owner: str,
        doc_ids: tuple[str, ...] | None = None,
    ) -> None:
        """Keep a conversation as it stands; one without exchanges, or of another owner, is not."""
        if not conversation.exchanges:
            return
        questions = [one.question for one in conversation.exchanges]
        words = "\n".join(
            part for one in conversation.exchanges for part in (one.question, one.text)
        )
        with self._connection() as connection:
            connection.execute(
                "INSERT INTO conversations (conversation_id, owner, title, updated, exchanges,"
                " doc_ids, words, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (conversation_id) DO UPDATE SET"
                " title = CASE WHEN named THEN title ELSE excluded.title END,"
                " updated = excluded.updated, exchanges = excluded.exchanges,"
                " doc_ids = excluded.doc_ids, words = excluded.words, content = excluded.content"
                " WHERE owner = excluded.owner",
                (
                    conversation_id,
                    owner,
                    _title(questions[0]),
                    _now(),
                    len(questions),
                    json.dumps(doc_ids),
                    words.casefold(),
                    to_json(conversation),
                ),
            )

    def load(self, conversation_id: str, *, owner: str) -> KeptConversation:
        """Return a conversation; raise BriefingError if this owner has none with this id."""
        with self._connection() as connection:
            row = connection.execute(
                f"SELECT {_ENTRY}, doc_ids, content FROM conversations"  # noqa: S608
                " WHERE conversation_id = ? AND owner = ? AND deleted IS NULL",
                (conversation_id, owner),
            ).fetchone()
        if row is None:
            raise BriefingError(
                "There is no such chat in this browser. It may have been deleted, or begun in "
                "another browser."
            )
        chosen = json.loads(row[4])
        doc_ids = None if chosen is None else tuple(chosen)
        return KeptConversation(_entry(row[:4]), from_json(row[5]), doc_ids)

    def entries(self, *, owner: str, search: str = "") -> tuple[ConversationEntry, ...]:
        """Return the conversations of an owner, the latest first; those with all words, if given.

        Words are looked for in titles, questions and answers, whatever their case and accents.
        """
        sought = folded(search).split()
        with self._connection() as connection:
            rows = connection.execute(
                f"SELECT {_ENTRY}, words FROM conversations"  # noqa: S608
                " WHERE owner = ? AND deleted IS NULL ORDER BY updated DESC",
                (owner,),
            ).fetchall()
        return tuple(
            _entry(row[:4])
            for row in rows
            if all(word in folded(f"{row[1]} {row[4]}") for word in sought)
        )

    def rename(self, conversation_id: str, title: str, *, owner: str) -> None:
        """Give a conversation a title that stays; an empty one changes nothing."""
        if title.strip():
            self._change("title = ?, named = 1", _title(title), conversation_id, owner)

    def delete(self, conversation_id: str, *, owner: str) -> None:
        """Take a conversation out of sight; `restore` brings it back within a day."""
        self._change("deleted = ?", _now(), conversation_id, owner)

    def restore(self, conversation_id: str, *, owner: str) -> None:
        """Bring a deleted conversation back."""
        self._change("deleted = ?", None, conversation_id, owner)

    def delete_all(self, *, owner: str) -> None:
        """Delete all conversations of an owner for good."""
        with self._connection() as connection:
            connection.execute("DELETE FROM conversations WHERE owner = ?", (owner,))

    def forget_deleted(self) -> None:
        """Delete for good what was deleted longer ago than it can be brought back."""
        oldest = (datetime.now(UTC) - UNDO_WINDOW).isoformat()
        with self._connection() as connection:
            connection.execute("DELETE FROM conversations WHERE deleted < ?", (oldest,))

    def _change(self, what: str, value: str | None, conversation_id: str, owner: str) -> None:
        with self._connection() as connection:
            connection.execute(
                f"UPDATE conversations SET {what} WHERE conversation_id = ? AND owner = ?",  # noqa: S608
                (value, conversation_id, owner),
            )

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Open the file, commit at the end, and tell what is wrong with it in our own words."""
        try:
            # What people asked is nobody else's business.
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            connection = self._opened()
        except (OSError, Timeout, sqlite3.OperationalError) as error:
            raise self._unusable(error) from error
        try:
            with connection:
                yield connection
        except sqlite3.Error as error:
            if _is_damage(error):
                self._set_aside()
            raise self._unusable(error) from error
        finally:
            connection.close()

    def _opened(self) -> sqlite3.Connection:
        try:
            return self._prepared()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            self._set_aside()
            return self._prepared()

    def _set_aside(self) -> None:
        """Give a damaged file another name, with its log, which would be written into a new one.

        Whoever comes second finds the new file, which is sound, and leaves it where it is.
        """
        with self._lock:
            if not self._is_sound():
                self._rename_damaged()

    def _is_sound(self) -> bool:
        try:
            with closing(sqlite3.connect(self._file, timeout=PATIENCE)) as connection:
                (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
                return bool(found == "ok")
        except sqlite3.Error as error:
            return not _is_damage(error)

    def _rename_damaged(self) -> None:
        name = f"{self._file.stem}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        for ending in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                self._file.with_name(f"{FILE}{ending}").replace(
                    self._file.with_name(f"{name}{ending}")
                )
        logger.warning("%s was damaged; it was set aside as %s", self._file, name)

    def _prepared(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=PATIENCE)
        try:
            if not _is_prepared(connection):
                # SQLite does not wait for another process that changes the journal at this moment.
                with self._lock:
                    # Readers do not wait for a writer; a crash leaves what was last written.
                    connection.execute("PRAGMA journal_mode = WAL")
                    connection.execute(_TABLE)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _unusable(self, error: Exception) -> BriefingError:
        return BriefingError(
            f"The chats in {self._file} cannot be read or written ({error}). "
            "Check that the folder of --home can be written and has room."
        )


def _is_prepared(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'conversations'")
    return found.fetchone() is not None


def _is_damage(error: sqlite3.Error) -> bool:
    """Say whether the file is no database, or none any more; the low byte is the kind of error."""
    kind = error.sqlite_errorcode & 0xFF
    return kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _entry(row: tuple[str, str, str, int]) -> ConversationEntry:
    conversation_id, title, updated, exchanges = row
    return ConversationEntry(conversation_id, title, datetime.fromisoformat(updated), exchanges)
