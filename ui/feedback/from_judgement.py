"""A case made of a judgement: what a reader found wrong, and says is right."""

from collections.abc import Iterator, Sequence

from assistant.answer import Citation
from assistant.expected import Kind, expects
from assistant.question import QuestionKind, analyse
from evals.case import Case, GoldSpan
from ingest.errors import BriefingError
from ingest.language import detect_question_language
from ingest.words import folded
from ui.feedback.judgement import Judgement

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


def judged_case(
    judgement: Judgement, name: str, *, answers: Sequence[str], answerable: bool
) -> Case:
    """Return the case that a judgement makes; its gold is what was cited and holds an answer.

    Args:
        judgement: with the question, its history and what was cited.
        name: the case's id.
        answers: words of which a right answer holds each; not looked at if it is not answerable.
        answerable: whether the documents say it.

    Raises:
        BriefingError: it is answerable and no answer is given.

    """
    given = [one.strip() for one in answers if one.strip()] if answerable else []
    if answerable and not given:
        raise BriefingError(
            "What is the right answer? Give the words that it must hold, or say that the "
            "documents do not answer the question."
        )
    question = judgement.exchange.question
    detected = detect_question_language(question)
    language = detected if detected in _BY_LANGUAGE else "en"
    said = judgement.reason.value if judgement.reason else ""
    return Case(
        id=name,
        type=_type(question, language, followed=bool(judgement.history), answerable=answerable),
        split="tune",
        language=language,
        question=question,
        history=judgement.history,
        answerable=answerable,
        answers=tuple((one,) for one in given),
        gold=tuple(
            GoldSpan(one.doc_id, one.start, one.end, one.quote)
            for one in _holding(judgement, given)
        ),
        note=" ".join(part for part in ("From a reader.", said, judgement.comment.strip()) if part),
    )


def cited_lines(judgement: Judgement) -> Iterator[str]:
    """Yield what the judged answer cited, a line each, for whoever looks at the case."""
    for one in _cited(judgement):
        yield f"cited: {one.doc_id} {one.start}-{one.end}: {one.quote}"


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
    return [
        one
        for one in _cited(judgement)
        if any(folded(answer) in folded(one.quote) for answer in answers)
    ]


def _cited(judgement: Judgement) -> tuple[Citation, ...]:
    return judgement.exchange.answer.citations if judgement.exchange.answer else ()
