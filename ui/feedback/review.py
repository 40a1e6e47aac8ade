"""The queue of proposed cases, walked through by a person in a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.case import Case, check_gold
from evals.drafting.making import doubts_of, without_doubts
from evals.matching import first_said
from ingest.document import ParsedDocument
from ingest.errors import BriefingError
from ui.feedback.drafts import Drafts
from ui.feedback.editing import OR, Ask, Say, edited
from ui.feedback.sources import around

_CHOICES = "[a]ccept  [e]dit  [r]eject  [s]kip  [q]uit: "


@dataclass
class Tally:
    """What became of the drafts that somebody looked at."""

    accepted: int = 0
    rejected: int = 0
    skipped: int = 0
    set_file: Path | None = None
    """Where accepted cases are."""


def review(drafts: Drafts, documents: Sequence[ParsedDocument], *, ask: Ask, say: Say) -> Tally:
    """Show each draft and do with it what is typed, until somebody quits or the input ends.

    Each decision is on the disk before the next draft is shown. Only what a set can use is
    accepted: its spans must say what they quote.

    Args:
        drafts: the queue.
        documents: that the cases are about.
        ask: shows a prompt and returns what is typed; EOFError at the input's end.
        say: shows a line.

    """
    waiting = drafts.waiting()
    for problem in waiting.problems:
        say(f"Left out: {problem}")
    tally = Tally()
    walk = _Walk(drafts, documents, tally, ask, say)
    try:
        for number, case in enumerate(waiting.cases, start=1):
            say("")
            say(f"{number} of {len(waiting.cases)}")
            if not walk.decide(case):
                break
    except (EOFError, KeyboardInterrupt):
        say("")
    return tally


@dataclass(frozen=True, slots=True)
class _Walk:
    drafts: Drafts
    documents: Sequence[ParsedDocument]
    tally: Tally
    ask: Ask
    say: Say

    def decide(self, case: Case) -> bool:
        """Do with one draft what is typed; return whether to go on."""
        name = Path(case.source).stem
        self._show(case)
        while True:
            match self.ask(_CHOICES).strip().casefold()[:1]:
                case "a":
                    if self._accept(name, case):
                        return True
                case "e":
                    case = edited(case, self._about(case), ask=self.ask, say=self.say)
                    self._keep(name, case)
                    self._show(case)
                case "r":
                    self.drafts.discard(name)
                    self.tally.rejected += 1
                    return True
                case "s":
                    self.tally.skipped += 1
                    return True
                case "q":
                    return False

    def _accept(self, name: str, case: Case) -> bool:
        """Put a case into the set; say why not where it cannot be used."""
        final = replace(case, note=without_doubts(case.note))
        texts = {one.document.doc_id: one.document.text for one in self.documents}
        try:
            check_gold([final], texts)
            self.tally.set_file = self.drafts.accept(name, final)
        except BriefingError as error:
            self.say(f"Not accepted: {error}")
            return False
        self.tally.accepted += 1
        return True

    def _keep(self, name: str, case: Case) -> None:
        """Write an edited draft down, so that quitting now loses nothing."""
        try:
            self.drafts.rewrite(name, case)
        except BriefingError as error:
            self.say(f"Not kept yet: {error}")

    def _show(self, case: Case) -> None:
        for line in lines_of(case, self.documents):
            self.say(line)

    def _about(self, case: Case) -> list[ParsedDocument]:
        """Return the documents that a case's sources may stand in."""
        named = {span.document for span in case.gold}
        about = [one for one in self.documents if one.document.doc_id in named]
        return about or list(self.documents)


def lines_of(case: Case, documents: Sequence[ParsedDocument]) -> Iterator[str]:
    """Yield a case as it is shown: question, answers, its source in context, what to check."""
    state = "" if case.answerable else ", the documents do not say"
    yield f"{case.type}, {case.language}{state}"
    for turn in case.history:
        yield f"Earlier   {turn.role}: {_line(turn.text)}"
    yield f"Question  {_line(case.question)}"
    for number, group in enumerate(case.answers):
        yield f"{'Answers' if number == 0 else '    and':<9} {OR.join(map(_line, group))}"
    by_id = {one.document.doc_id: one for one in documents}
    for span in case.gold:
        parsed = by_id.get(span.document)
        shown = list(around(span, parsed)) if parsed else []
        yield f"Source    {span.document} {span.start}-{span.end}"
        yield from (f"          {_line(line, keep=2)}" for line in shown)
        if not shown:
            yield f"          ! not there any more: {_line(span.quote)}"
    for doubt in (*doubts_of(case.note), *_unsaid(case)):
        yield f"To check  {_line(doubt)}"


def _unsaid(case: Case) -> Iterator[str]:
    """Yield which groups of answers no source says: such gold proves nothing."""
    quoted = "\n".join(span.quote for span in case.gold)
    for group in case.answers if case.gold else ():
        if first_said(quoted, group) is None:
            yield f"no source says “{OR.join(group)}”"


def _line(text: str, *, keep: int = 0) -> str:
    """Return a text in one line, without what a terminal would obey; its first letters as is."""
    visible = "".join(one if one.isprintable() else " " for one in text)
    return visible[:keep] + " ".join(visible[keep:].split())
