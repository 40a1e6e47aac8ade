"""The queue of proposed cases: drafts, until a person has looked at each.

A draft is a case file like any other, in a folder that no evaluation reads. Readers propose them
from the page, `briefing eval draft` from a document. Accepting one puts its case into the set.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from evals.case import Case
from evals.case_files import load_cases, parse_cases
from evals.case_folder import load_readable
from evals.case_text import case_text
from ingest.durable import write_whole
from ingest.errors import BriefingError
from ingest.words import folded_words, slug
from ui.feedback.from_judgement import cited_lines, judged_case
from ui.feedback.judgement import Judgement
from ui.feedback.reviewed import ReviewedCases

# Of a file's name, its ending and its random part left out.
LONGEST_NAME = 40

# Questions that somebody refused, a line each: no case file, so that nothing else reads it.
REFUSED = "refused.txt"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The queue as it is now."""

    cases: tuple[Case, ...]
    """By the names of their files; the stem of `source` is the draft's name."""
    problems: tuple[str, ...]
    """What is wrong with each draft that cannot be read; the others are not hidden by it."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing waits, not even what cannot be read."""
        return not self.cases and not self.problems


class Drafts:
    """The proposed cases of a home.

    Args:
        folder: of the home's own cases; drafts stand in `drafts` below it.

    """

    def __init__(self, folder: Path) -> None:
        self._reviewed = ReviewedCases(folder)
        self._folder = folder / "drafts"

    def propose(self, judgement: Judgement, *, answers: Sequence[str], answerable: bool) -> Path:
        """Write a draft made of a judgement; return its file.

        Args:
            judgement: with the question, its history and what was cited.
            answers: words of which a right answer holds each; none if it is not answerable.
            answerable: whether the documents say it.

        Raises:
            BriefingError: it is answerable and no answer is given, or the file cannot be written.

        """
        name = f"{_start(judgement.exchange.question)}-{secrets.token_hex(3)}"
        case = judged_case(judgement, name, answers=answers, answerable=answerable)
        return self.add(case, comments=cited_lines(judgement))

    def add(self, case: Case, *, comments: Iterable[str] = ()) -> Path:
        """Write a draft, its id being its name; return its file.

        Args:
            case: as it is proposed.
            comments: for whoever looks at the file, a line each.

        Raises:
            BriefingError: it is no case that could be loaded, or the file cannot be written.

        """
        file = self._folder / f"{case.id}.yaml"
        lines = [
            "# Proposed and not looked at yet. Check question, answers and gold.",
            *(f"# {_commented(one)}" for one in comments),
        ]
        _write(file, "\n".join(lines) + "\n" + case_text(case))
        return file

    def rewrite(self, name: str, case: Case) -> None:
        """Put a case in the place of a draft's, whose comments stay; raises as `add` does."""
        file = self._file(name)
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        comments = takewhile(lambda line: line.startswith("#"), lines)
        _write(file, "".join(comments) + case_text(case))

    def waiting(self) -> Waiting:
        """Return the drafts that nobody has accepted or refused yet."""
        found = load_readable(self._folder)
        sources = [case.source for case in found.cases]
        several = {one for one in sources if sources.count(one) > 1}
        return Waiting(
            tuple(case for case in found.cases if case.source not in several),
            (
                *found.problems,
                *(
                    f"{self._folder / one} holds several cases. Put each into a file of its own."
                    for one in sorted(several)
                ),
            ),
        )

    def accept(self, name: str, case: Case | None = None) -> Path:
        """Put a draft into the set, on the disk when this returns; return the set's file.

        Args:
            name: of the draft.
            case: what to put there instead of what the draft holds.

        Raises:
            BriefingError: there is no such draft, what it holds is no case, or the set cannot be
                written.

        """
        file = self._file(name)
        # In this order: a power cut between the two leaves it in both, which costs nobody a case.
        kept = self._reviewed.add(case or _only(file))
        file.unlink()
        return kept

    def discard(self, name: str) -> None:
        """Delete a draft and remember its question, so that it is not proposed again.

        Raises:
            BriefingError: there is none of this name, or it cannot be deleted.

        """
        file = self._file(name)
        try:
            questions = [one.question for one in load_cases(file)]
        except BriefingError:
            questions = []
        with (self._folder / REFUSED).open("a", encoding="utf-8") as refused:
            refused.writelines(f"{' '.join(folded_words(one))}\n" for one in questions)
        file.unlink()

    def refused(self) -> frozenset[tuple[str, ...]]:
        """Return the questions that were refused, as their folded words."""
        try:
            text = (self._folder / REFUSED).read_text(encoding="utf-8")
        except FileNotFoundError:
            return frozenset()
        return frozenset(tuple(line.split()) for line in text.splitlines())

    def _file(self, name: str) -> Path:
        file = next((one for one in self._folder.glob("*.yaml") if one.stem == name), None)
        if file is None:
            raise BriefingError(f"There is no draft {name!r}. It may have been accepted already.")
        return file


def _write(file: Path, text: str) -> None:
    """Write a draft if it can be loaded; raise BriefingError otherwise."""
    parse_cases(text, source=file.name)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text.encode("utf-8"))
    except OSError as error:
        raise BriefingError(
            f"The case could not be written to {file} ({error.strerror or error}). "
            "Check that the folder of --home can be written and has room."
        ) from error


def _only(file: Path) -> Case:
    """Return the case of a draft; raise BriefingError where it holds none, or several."""
    cases = load_cases(file)
    if len(cases) > 1:
        raise BriefingError(f"{file} holds several cases. Put each into a file of its own.")
    return cases[0]


def _start(question: str) -> str:
    return slug(question, longest=LONGEST_NAME) or "case"


def _commented(line: str) -> str:
    """Return a line without characters that YAML takes nowhere, comments included."""
    return " ".join("".join(one if one.isprintable() else " " for one in line).split())
