"""Evaluation cases that readers propose: drafts, until a person has looked at each.

A draft is a case file like any other, in a folder that no evaluation reads. Accepting it moves it
to where the home's own cases are.
"""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.answer import Citation
from assistant.expected import Kind, expects
from assistant.question import QuestionKind, analyse
from evals.case import Case
from evals.case_files import load_cases
from ingest.errors import BriefingError
from ingest.language import detect_question_language
from ingest.words import folded, slug
from ui.feedback.judgement import Judgement

# Of a file's name, its ending and its random part left out.
LONGEST_NAME = 40

_BY_KIND = {
    QuestionKind.LIST: "list",
    QuestionKind.COMPARISON: "comparison",
    QuestionKind.REASON: "why",
    QuestionKind.SUMMARY: "summary",
    QuestionKind.ATTRIBUTION: "attribution",
    QuestionKind.CONFLICT: "contradiction",
}
_BY_EXPECTED = {Kind.NUMBER: "number", Kind.DATE: "when", Kind.NAME: "who", Kind.FUNDING: "who"}
_BY_LANGUAGE = {"es": "spanish", "pt": "portuguese"}


class Drafts:
    """The proposed cases of a home.

    Args:
        folder: of the home's own cases; drafts stand in `drafts` below it.

    """

    def __init__(self, folder: Path) -> None:
        self._accepted = folder
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
        given = [one.strip() for one in answers if one.strip()]
        if answerable and not given:
            raise BriefingError(
                "What is the right answer? Give the words that it must hold, or say that the "
                "documents do not answer the question."
            )
        name = _name(judgement.exchange.question)
        record = _record(judgement, name, given if answerable else [], answerable=answerable)
        file = self._folder / f"{name}.yaml"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file.write_text(_text(judgement, record), encoding="utf-8")
        except OSError as error:
            raise BriefingError(
                f"The case could not be written to {file} ({error.strerror or error}). "
                "Check that the folder of --home can be written and has room."
            ) from error
        try:
            load_cases(file)
        except BriefingError:
            # What cannot be read would keep all other drafts from being listed.
            file.unlink()
            raise
        return file

    def waiting(self) -> tuple[Case, ...]:
        """Return the drafts that nobody has accepted or discarded yet, by their names."""
        if not any(self._folder.glob("*.yaml")):
            return ()
        return load_cases(self._folder)

    def accept(self, name: str) -> Path:
        """Put a draft among the home's own cases; return its file there.

        Raises:
            BriefingError: there is no such draft, or what it holds is no case.

        """
        file = self._file(name)
        load_cases(file)
        return file.rename(self._accepted / file.name)

    def discard(self, name: str) -> None:
        """Delete a draft; raise BriefingError if there is none of this name."""
        self._file(name).unlink()

    def _file(self, name: str) -> Path:
        file = next((one for one in self._folder.glob("*.yaml") if one.stem == name), None)
        if file is None:
            raise BriefingError(f"There is no draft {name!r}. It may have been accepted already.")
        return file


def _name(question: str) -> str:
    return f"{slug(question, longest=LONGEST_NAME) or 'case'}-{secrets.token_hex(3)}"


def _record(
    judgement: Judgement, name: str, answers: Sequence[str], *, answerable: bool
) -> dict[str, Any]:
    question = judgement.exchange.question
    language = detect_question_language(question)
    language = language if language in _BY_LANGUAGE else "en"
    history = [{"role": one.role, "text": one.text} for one in judgement.history]
    said = judgement.reason.value if judgement.reason else ""
    note = " ".join(part for part in ("From a reader.", said, judgement.comment.strip()) if part)
    return {
        "id": name,
        "type": _type(question, language, followed=bool(history), answerable=answerable),
        "split": "tune",
        "language": language,
        "question": question,
        **({"history": history} if history else {}),
        "answerable": answerable,
        "answers": [[one] for one in answers],
        "gold": [_gold(one) for one in _holding(judgement, answers)],
        "note": note,
    }


def _type(question: str, language: str, *, followed: bool, answerable: bool) -> str:
    if not answerable:
        return "unanswerable"
    if followed:
        return "follow-up"
    if language in _BY_LANGUAGE:
        return _BY_LANGUAGE[language]
    kind = _BY_KIND.get(analyse(question).kind)
    expected = expects(question)
    return kind or (_BY_EXPECTED[expected] if expected else "paraphrase")


def _holding(judgement: Judgement, answers: Sequence[str]) -> list[Citation]:
    """Return what was cited and holds a right answer: the gold, as far as it is known."""
    cited = judgement.exchange.answer.citations if judgement.exchange.answer else ()
    return [one for one in cited if any(folded(answer) in folded(one.quote) for answer in answers)]


def _gold(citation: Citation) -> dict[str, Any]:
    return {
        "document": citation.doc_id,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
    }


def _text(judgement: Judgement, record: dict[str, Any]) -> str:
    """Return the file's text, with what was cited as comments for whoever looks at it."""
    cited = judgement.exchange.answer.citations if judgement.exchange.answer else ()
    comments = [
        "# Proposed by a reader and not looked at yet. Check question, answers and gold.",
        *(f"# cited: {one.doc_id} {one.start}-{one.end}: {_commented(one.quote)}" for one in cited),
    ]
    body = yaml.safe_dump([record], allow_unicode=True, sort_keys=False, width=100)
    return "\n".join(comments) + "\n" + body


def _commented(quote: str) -> str:
    """Return a quote in one line, without characters that YAML takes nowhere, comments included."""
    return " ".join("".join(one if one.isprintable() else " " for one in quote).split())
