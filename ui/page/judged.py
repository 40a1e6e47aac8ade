"""Which answers of a conversation were judged, and how."""

from collections.abc import Mapping

from ui.page.desk import Desk
from ui.page.talk import Talk


def judged_of(desk: Desk, talk: Talk) -> Mapping[int, bool]:
    """Return which answers of a conversation were liked or not, by their index."""
    if not talk.conversation_id:
        return {}
    found = desk.feedback.of(talk.conversation_id)
    exchanges = talk.conversation.exchanges
    return {
        index: one.liked
        for index, one in found.items()
        # A judgement of an answer that has been replaced since says nothing of the new one.
        if index < len(exchanges) and exchanges[index].text == one.exchange.text
    }
