"""From the model's logits to spans, margins and probabilities; no model is run."""

from itertools import pairwise

import numpy as np
import pytest

from assistant.reader.pair_reading import LONGEST_ANSWER, Logits, reading_of, span_sums
from assistant.reader.windows import (
    MAX_QUESTION_TOKENS,
    MAX_TOKENS,
    OVERLAP,
    Window,
    windows_of,
)
from ingest.sentences import Span

PASSAGE = "Ports pay. Mills close."
SENTENCES = [Span(0, 10), Span(11, 23)]


def logits_for(
    window: Window, *, start: int, end: int, height: float = 5.0, answer: float = 0.0
) -> Logits:
    """Return logits that mark one span, in tokens of the passage, and are 0 elsewhere."""
    rows = np.zeros((3, len(window.ids)), dtype=np.float32)
    rows[0, window.first + start] = height
    rows[1, window.first + end] = height
    rows[2, window.first + start] = 1.0
    return Logits(rows[0], rows[1], rows[2], answer)


def test_the_marked_tokens_are_the_answer_and_their_sentence_stands_out() -> None:
    windows = windows_of("What closes?", PASSAGE)
    reading = reading_of(windows, [logits_for(windows[0], start=3, end=3, answer=2.0)], SENTENCES)
    assert PASSAGE[reading.answer.start : reading.answer.end] == "Mills"
    assert (reading.answer_margin, reading.margins) == (10.0, (0.0, 10.0))
    assert reading.relevances[1] > reading.relevances[0]
    assert reading.answer_probability == pytest.approx(0.881, abs=1e-3)


def test_margins_count_from_the_token_that_stands_for_no_answer() -> None:
    windows = windows_of("What closes?", PASSAGE)
    logits = logits_for(windows[0], start=3, end=3)
    logits.start[0] = logits.end[0] = 6.0
    assert reading_of(windows, [logits], SENTENCES).answer_margin == -2.0


def test_no_span_ends_before_it_starts_or_is_too_long() -> None:
    sums = span_sums(np.zeros(40, np.float32), np.zeros(40, np.float32))
    first, last = np.nonzero(np.isfinite(sums))
    assert set(last - first) == set(range(LONGEST_ANSWER))


@pytest.mark.parametrize("logit", [-800.0, 0.0, 800.0])
def test_any_logit_is_a_probability(logit: float) -> None:
    windows = windows_of("What closes?", PASSAGE)
    reading = reading_of(windows, [logits_for(windows[0], start=0, end=0, answer=logit)], SENTENCES)
    assert 0 <= reading.answer_probability <= 1


def test_a_long_passage_is_read_to_its_end_in_rows_that_overlap() -> None:
    passage = " ".join(f"word{number % 10}" for number in range(400))
    windows = windows_of("Which word?", passage)
    assert len(windows) > 1
    assert all(len(window.ids) <= MAX_TOKENS for window in windows)
    edges = [(int(one.offsets[0, 0]), int(one.offsets[-1, 1])) for one in windows]
    assert (edges[0][0], edges[-1][1]) == (0, len(passage))
    for one, other in pairwise(windows):
        assert (one.offsets[-OVERLAP:] == other.offsets[:OVERLAP]).all()


def test_what_is_marked_in_the_last_row_is_found() -> None:
    passage = "Nothing is said here. " * 60 + "Mills close."
    sentences = [Span(22 * number, 22 * number + 21) for number in range(60)]
    sentences.append(Span(len(passage) - 12, len(passage)))
    windows = windows_of("What closes?", passage)
    place = len(windows[-1].offsets) - 3
    logits = [logits_for(one, start=0, end=0, height=0.0, answer=-3.0) for one in windows[:-1]]
    logits.append(logits_for(windows[-1], start=place, end=place, answer=1.0))
    reading = reading_of(windows, logits, sentences)
    assert passage[reading.answer.start : reading.answer.end] == "Mills"
    assert np.argmax(reading.margins) == len(sentences) - 1
    assert reading.answer_logit == 1.0


def test_a_sentence_without_a_token_is_as_good_as_the_worst() -> None:
    windows = windows_of("What closes?", PASSAGE)
    sentences = [*SENTENCES, Span(10, 10)]
    reading = reading_of(windows, [logits_for(windows[0], start=3, end=3)], sentences)
    assert reading.margins[2] == min(reading.margins[:2])
    assert reading.relevances[2] == min(reading.relevances[:2])


@pytest.mark.parametrize("passage", ["", "  \n "])
def test_a_passage_without_words_has_no_row(passage: str) -> None:
    assert windows_of("What closes?", passage) == ()


def test_of_an_overlong_question_the_end_is_read() -> None:
    question = "so " * 600 + "what closes?"
    (window,) = windows_of(question, PASSAGE)
    assert window.first == MAX_QUESTION_TOKENS + 2
    assert window.ids[window.first - 4 : window.first - 2].tolist() == (
        windows_of("what closes?", PASSAGE)[0].ids[1:3].tolist()
    )
