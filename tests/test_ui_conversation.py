"""How a question becomes the next exchange of a conversation."""

import itertools

import pytest
from page_doubles import ScriptedAssistant, cited, parsed, quoting

from assistant.answer import Turn
from ingest.errors import NoIndexError
from ui.page.conversation import Conversation, Exchange, Progress, converse

RIVER = parsed("river", "Floods", "# Walls\n\nThe wall cost 48 million.\n")
ANSWER = quoting("How much?", cited(RIVER, "The wall cost 48 million."))


def test_the_question_shows_before_the_assistant_is_asked():
    assistant = ScriptedAssistant({"How much?": ANSWER})
    first = next(converse(assistant, Conversation(), "How much?"))
    assert first.exchanges == (Exchange("How much?"),)
    assert assistant.asked == []


def test_the_text_grows_until_the_answer_is_complete():
    steps = list(converse(ScriptedAssistant({"How much?": ANSWER}), Conversation(), "How much?"))
    texts = [step.exchanges[-1].text for step in steps]
    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(texts))
    assert texts[-1] == texts[-2] == ANSWER.text
    assert steps[-1].exchanges[-1].answer == ANSWER


def test_a_follow_up_brings_the_completed_exchanges_along():
    assistant = ScriptedAssistant({"How much?": ANSWER})
    *_, asked = converse(assistant, Conversation(), "How much?")
    stopped = asked.followed_by(Exchange("Stopped early?", text="Half of")).stopped()
    list(converse(assistant, stopped, "And when?"))
    assert assistant.asked[-1] == (
        "And when?",
        (Turn("user", "How much?"), Turn("assistant", ANSWER.text)),
    )


def test_a_known_problem_becomes_the_end_of_the_exchange():
    problem = NoIndexError("There is no index yet. Build one with: briefing ingest")
    *_, last = converse(ScriptedAssistant({"q": problem}), Conversation(), "q")
    assert last.exchanges[-1] == Exchange("q", Progress.FAILED, problem=str(problem))


def test_an_unknown_problem_passes_through():
    with pytest.raises(ZeroDivisionError):
        list(converse(ScriptedAssistant({"q": ZeroDivisionError()}), Conversation(), "q"))


def test_only_an_unfinished_exchange_can_be_stopped_or_fail():
    done = Conversation((Exchange("q", Progress.DONE, "q", ANSWER.text, ANSWER),))
    assert done.stopped() is done
    assert done.failed("no") is done
    writing = Conversation((Exchange("q", Progress.WRITING),))
    assert writing.stopped().exchanges[-1].progress is Progress.STOPPED
    assert writing.failed("no").exchanges[-1].problem == "no"
