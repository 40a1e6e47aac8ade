"""How many changed sentences verification catches, and how many faithful ones it flags."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer import Verdict
from assistant.verification.verification import Verified, verify
from evals.glance.precision import wilson_interval
from evals.interval import Interval
from evals.verification.cases import VerificationCase


@dataclass(frozen=True, slots=True)
class Outcome:
    """What verification made of one sentence."""

    case: VerificationCase
    verified: Verified

    @property
    def is_flagged(self) -> bool:
        """Tell whether the sentence would be marked."""
        return self.verified.verdict is not Verdict.SUPPORTED

    @property
    def is_right(self) -> bool:
        """Tell whether a changed sentence was caught, or a faithful one let through."""
        return self.is_flagged is not self.case.is_faithful


@dataclass(frozen=True, slots=True)
class Share:
    """How many sentences of one kind are flagged."""

    kind: str
    flagged: int
    total: int
    """At least 1."""

    @property
    def share(self) -> float:
        """Return the share that is flagged, 0 to 1."""
        return self.flagged / self.total

    @property
    def interval(self) -> Interval:
        """Return Wilson's 95 % interval of the share."""
        return wilson_interval(self.flagged, self.total)


def outcomes_of(cases: Iterable[VerificationCase]) -> list[Outcome]:
    """Return what verification makes of each sentence."""
    return [Outcome(case, verify(case.sentence, case.sources)) for case in cases]


def share_flagged(kind: str, outcomes: Iterable[Outcome]) -> Share:
    """Return how many of some outcomes, at least one, are flagged."""
    found = list(outcomes)
    return Share(kind, sum(one.is_flagged for one in found), len(found))


def shares_of(outcomes: Iterable[Outcome]) -> list[Share]:
    """Return the shares flagged: of all changed sentences, of each kind, and of faithful ones."""
    found = list(outcomes)
    changed = [one for one in found if not one.case.is_faithful]
    faithful = [one for one in found if one.case.is_faithful]
    kinds = dict.fromkeys(one.case.kind for one in changed)
    shares = [("changed", changed)]
    shares += [(kind, [one for one in changed if one.case.kind == kind]) for kind in kinds]
    shares += [("faithful", faithful)]
    return [share_flagged(kind, some) for kind, some in shares if some]
