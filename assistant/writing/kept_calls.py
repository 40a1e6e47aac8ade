"""What models answered to which messages, kept on disk so that an identical call is not paid twice.

Off unless it is asked for: a model that is asked twice may well be wanted to answer anew. What was
asked is kept as a hash alone, what was answered as it is.
"""

import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path

from langchain_core.messages import BaseMessage

from assistant.writing.chat_models import ChatModelSpec
from ingest.durable import write_whole

logger = logging.getLogger(__name__)

# At some 2 kB each: 10 MB. The oldest go first.
MOST_KEPT = 5_000


class KeptCalls:
    """A folder of answers, a file each, named by what was asked of which model.

    Keys are never part of it; a file that cannot be read counts as none.
    """

    def __init__(self, folder: Path, *, most: int = MOST_KEPT) -> None:
        self._folder = folder
        self._most = most

    def find(self, spec: ChatModelSpec, messages: Sequence[BaseMessage]) -> str | None:
        """Return what the model answered to the same messages, or None."""
        try:
            kept = json.loads(self._path(spec, messages).read_text(encoding="utf-8"))["text"]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            logger.warning("a kept answer cannot be read and is asked for anew: %s", error)
            return None
        return kept if isinstance(kept, str) else None

    def keep(self, spec: ChatModelSpec, messages: Sequence[BaseMessage], text: str) -> None:
        """Keep a complete answer; a disk that is full or read-only costs only the next call."""
        row = json.dumps({"model": spec.name, "text": text}, ensure_ascii=False)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._path(spec, messages), row.encode())
            self._prune()
        except OSError as error:
            logger.warning("an answer cannot be kept: %s", error)

    def clear(self) -> int:
        """Forget every answer; return how many there were."""
        files = self._files()
        for file in files:
            file.unlink(missing_ok=True)
        return len(files)

    def _path(self, spec: ChatModelSpec, messages: Sequence[BaseMessage]) -> Path:
        asked = [
            spec.name,
            spec.base_url,
            spec.most_tokens,
            spec.is_structured,
            [[message.type, message.content] for message in messages],
        ]
        name = hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()
        return self._folder / f"{name}.json"

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.json"))

    def _prune(self) -> None:
        files = self._files()
        if len(files) > self._most:
            files.sort(key=lambda file: file.stat().st_mtime)
            for file in files[: len(files) - self._most]:
                file.unlink(missing_ok=True)
