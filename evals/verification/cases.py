"""Sentences with what they cite, faithful and changed, read from their file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from evals.case import Split
from ingest.errors import BriefingError

# The first five were written before the rules and beside them, and the rules mended by them; the
# last was written after: see its first lines.
FILES: tuple[tuple[str, Split], ...] = (
    ("perturbed.yaml", "tune"),
    ("tuning.yaml", "tune"),
    ("later.yaml", "tune"),
    ("former.yaml", "tune"),
    ("attribution.yaml", "tune"),
    ("check.yaml", "check"),
)

FAITHFUL = "faithful"


@dataclass(frozen=True, slots=True)
class VerificationCase:
    """One sentence as a model may write it."""

    sources: tuple[str, ...]
    sentence: str
    kind: str
    """What was changed in it; `faithful` where nothing was."""
    split: Split

    @property
    def is_faithful(self) -> bool:
        """Tell whether its sources bear it out."""
        return self.kind == FAITHFUL


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid")

    source: list[str]
    faithful: list[str]
    changed: dict[str, list[str]]


def shipped_cases() -> list[VerificationCase]:
    """Return every case that comes with the product."""
    folder = Path(__file__).parent
    return [
        case
        for name, split in FILES
        for case in load_verification_cases(folder / name, split=split)
    ]


def load_verification_cases(path: Path, *, split: Split) -> list[VerificationCase]:
    """Return the cases of a file, in its order.

    Raises:
        BriefingError: the file cannot be read or is not of this form; names the group.

    """
    try:
        groups: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BriefingError(f"The cases of {path} cannot be read: {error}.") from error
    cases = []
    for number, given in enumerate(groups or (), start=1):
        try:
            group = _Group.model_validate(given)
        except ValidationError as error:
            problem = error.errors()[0]
            where = ".".join(str(part) for part in problem["loc"])
            raise BriefingError(f"{path}, group {number}: {where}: {problem['msg']}.") from error
        sources = tuple(group.source)
        kinds = {FAITHFUL: group.faithful, **group.changed}
        cases += [
            VerificationCase(sources, sentence, kind, split)
            for kind, sentences in kinds.items()
            for sentence in sentences
        ]
    return cases
