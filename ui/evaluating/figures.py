"""What a page shows of evaluation runs: plain nouns, made by the modules beside this one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CaseSet(StrEnum):
    """Which cases a run asks."""

    SHIPPED = "shipped"
    """Those that come with the product, about the shipped edition."""
    REVIEWED = "reviewed"
    """Those of this home, in `cases/`, about its own documents."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The cases of one run."""

    case_set: CaseSet = CaseSet.SHIPPED
    split: str | None = None
    """`tune` or `check`; both where None."""
    types: tuple[str, ...] = ()
    """All where there are none."""

    @property
    def label(self) -> str:
        """Return it in words, for a list of runs."""
        parts = [f"{self.case_set.value} cases", f"split {self.split}" if self.split else ""]
        return ", ".join(part for part in (*parts, " and ".join(self.types)) if part)


@dataclass(frozen=True, slots=True)
class Offer:
    """A set of cases that can be run, or why it cannot."""

    case_set: CaseSet
    by_type: tuple[tuple[str, int], ...]
    """Types with their number of cases."""
    splits: tuple[str, ...]
    problem: str = ""


class RunStage(StrEnum):
    """How far the run of this server is."""

    IDLE = "idle"
    PREPARING = "preparing"
    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FINISHED = "finished"
    FAILED = "failed"


UNDER_WAY = frozenset({RunStage.PREPARING, RunStage.RUNNING, RunStage.STOPPING})


@dataclass(frozen=True, slots=True)
class RunState:
    """What the server is evaluating, or what came of it last."""

    stage: RunStage = RunStage.IDLE
    label: str = ""
    done: int = 0
    total: int = 0
    current_type: str = ""
    problem: str = ""
    """Why it failed."""
    run_id: str = ""
    """Of the stored run, once it is finished."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The mean of a measure with its 95 % interval, all from 0 to 1; None where nothing counts."""

    name: str
    meaning: str
    cases: int
    mean: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class RunLine:
    """A stored run as a list shows it."""

    run_id: str
    time: datetime
    commit: str | None
    label: str
    cases: int
    accuracy: Figure


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document."""

    doc_id: str
    start: int
    end: int
    text: str
    heading_path: tuple[str, ...]
    opens: bool
    """Whether the library has these very words at this place."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that was not right, with all that is needed to see why."""

    case_id: str
    type: str
    question: str
    history: tuple[str, ...]
    expected: str
    got: str
    status: str
    reasons: tuple[str, ...]
    gold: tuple[Quote, ...]
    cited: tuple[Quote, ...]
    nearest: tuple[Quote, ...]
    """What was found, best first."""


@dataclass(frozen=True, slots=True)
class RunView:
    """One stored run."""

    line: RunLine
    figures: tuple[Figure, ...]
    by_type: tuple[Figure, ...]
    """Accuracy of each type."""
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How one measure changed over the cases that both runs scored."""

    name: str
    meaning: str
    before: float
    after: float
    low: float
    high: float
    """95 % interval of `after - before`."""
    cases: int
    verdict: str
    """`better`, `worse` or `within noise`."""


@dataclass(frozen=True, slots=True)
class ChangedCase:
    """A case that was right in one run and wrong in the other."""

    case_id: str
    type: str
    question: str
    got_before: str
    got_after: str


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Two stored runs side by side."""

    before: RunLine
    after: RunLine
    changes: tuple[Change, ...]
    mended: tuple[ChangedCase, ...]
    broken: tuple[ChangedCase, ...]
    shared: int
    only_before: int
    only_after: int
    same_documents: bool
