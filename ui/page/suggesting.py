"""Which questions the page offers: to begin with, and after an answer."""

from itertools import islice, zip_longest

from assistant.suggesting.suggesting import follow_ups
from ui.page.choice import Choice
from ui.page.conversation import Conversation
from ui.page.desk import Desk

# More examples than these are not read.
MOST_EXAMPLES = 6

# Documents whose insights an empty page may wait for.
EXAMPLE_DOCUMENTS = 2

# Documents that follow-ups are drawn from.
FOLLOWED_DOCUMENTS = 4


def examples_for(desk: Desk, choice: Choice) -> tuple[str, ...]:
    """Return questions that the documents in use answer, each document's in turn.

    Makes what is not prepared yet, which takes seconds a document.
    """
    doc_ids = list(desk.titles(choice.doc_ids))[:EXAMPLE_DOCUMENTS]
    suggestions = [desk.insights(doc_id).suggestions for doc_id in doc_ids]
    in_turn = (one for row in zip_longest(*suggestions) for one in row if one is not None)
    questions = dict.fromkeys(suggestion.question for suggestion in in_turn)
    return tuple(islice(questions, MOST_EXAMPLES))


def follow_ups_for(desk: Desk, conversation: Conversation, choice: Choice) -> tuple[str, ...]:
    """Return questions to ask next, made of what is prepared: nobody waits for them."""
    answer = conversation.exchanges[-1].answer
    if answer is None:
        return ()
    in_use = desk.titles(choice.doc_ids)
    cited = [one.doc_id for one in answer.citations if one.doc_id in in_use]
    doc_ids = list(dict.fromkeys((*cited, *in_use)))[:FOLLOWED_DOCUMENTS]
    prepared = [found for doc_id in doc_ids if (found := desk.prepared(doc_id)) is not None]
    return follow_ups(
        answer,
        prepared=[one for insights in prepared for one in insights.suggestions],
        asked=[one.question for one in conversation.exchanges],
    )
