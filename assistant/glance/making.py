"""From a parsed document to what it holds at a glance, without a language model."""

from assistant.glance.body import body_of
from assistant.glance.events import events_of
from assistant.glance.figures import figures_of
from assistant.glance.glance import Glance
from assistant.glance.organisations import organisations_of
from assistant.glance.people import people_of
from assistant.glance.recommendations import recommendations_of
from ingest.document import ParsedDocument

# Raise it when the rows of an unchanged document change: prepared pages are then made anew.
VERSION = 2


def glance_of(parsed: ParsedDocument) -> Glance:
    """Return the figures, events, people, organisations and recommendations of a document.

    Every row rests on sentences of the argument: none on a pull quote, a biography or a label.
    """
    body = body_of(parsed)
    return Glance(
        figures=figures_of(body),
        events=events_of(body),
        people=people_of(body),
        organisations=organisations_of(body),
        recommendations=recommendations_of(parsed, body),
    )
