"""Which hosted models may be sent text, remembered in the home by model and host."""

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.writing.chat_models import ChatModelSpec
from ingest.durable import write_whole
from ingest.errors import BriefingError


@dataclass(frozen=True, slots=True, order=True)
class Allowed:
    """A hosted model that somebody agreed to."""

    name: str
    host: str


class Consents:
    """The file of what was agreed to."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def entries(self) -> tuple[Allowed, ...]:
        """Return what was agreed to, by name.

        Raises:
            BriefingError: the file is there and cannot be read; nothing counts as agreed to then.

        """
        try:
            return tuple(sorted(_JSON.validate_json(self._path.read_bytes())))
        except FileNotFoundError:
            return ()
        except (OSError, ValidationError) as error:
            raise BriefingError(
                f"{self._path}, which remembers what may be sent to hosted models, cannot be read. "
                "Delete it, and allow them anew."
            ) from error

    def is_allowed(self, spec: ChatModelSpec) -> bool:
        """Tell whether text may be sent to a model; always so for one on this machine."""
        return spec.is_local or _of(spec) in self.entries

    def allow(self, spec: ChatModelSpec) -> None:
        """Remember that text may be sent to a model."""
        self._write({*self.entries, _of(spec)})

    def forbid(self, name: str) -> int:
        """Forget every consent for models of a name; return how many there were."""
        kept = {one for one in self.entries if one.name != name}
        forgotten = len(self.entries) - len(kept)
        if forgotten:
            self._write(kept)
        return forgotten

    def _write(self, entries: set[Allowed]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        rows = [{"name": one.name, "host": one.host} for one in sorted(entries)]
        write_whole(self._path, json.dumps(rows, indent=1).encode())


_JSON = TypeAdapter(tuple[Allowed, ...])


def _of(spec: ChatModelSpec) -> Allowed:
    return Allowed(spec.name, spec.host)


def what_is_sent(spec: ChatModelSpec) -> str:
    """Return in plain words what leaves the machine with a model, and where to."""
    if spec.is_local:
        return f"{spec.name} runs on this machine: nothing is sent elsewhere."
    return (
        f"{spec.name} is hosted by {spec.host}. Each question is sent there with what was said "
        "before it in the conversation, the sentences found for it in your documents, their "
        "headings and their documents' titles. As the judge of an evaluation it is sent answers "
        "with the sentences that they cite. Whole documents are not."
    )
