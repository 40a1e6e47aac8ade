"""The chat page on the documents of one home."""

import logging
import threading

import click

from ingest.errors import BriefingError
from ui.api.app import build_api
from ui.api.serving import BesidePage, guard_for
from ui.application import Application
from ui.doctor import examine
from ui.evaluating.evaluator import Evaluator
from ui.feedback.drafts import Drafts
from ui.feedback.store import FeedbackStore
from ui.history.store import ConversationStore
from ui.insights import Insights
from ui.models.consent import what_is_sent
from ui.models.writer import spec_of
from ui.page.app import build_page
from ui.page.desk import Desk
from ui.page.server import launch
from ui.page.suggesting import EXAMPLE_DOCUMENTS
from ui.shelf.shelf import Shelf

logger = logging.getLogger(__name__)


def serve(application: Application, *, host: str, port: int, open_browser: bool) -> None:
    """Serve the page until it is stopped."""
    page = build_page(desk_of(application))
    # Loading the model takes seconds: better before the first question than during it.
    application.embedder.encode(["ready"])
    threading.Thread(target=_prepare, args=(application,), daemon=True).start()
    guard = guard_for(host, lambda words: click.echo(words, err=True))
    launch(
        page,
        host=host,
        port=port,
        open_browser=open_browser,
        announce=lambda address: click.echo(f"Briefing is at {address} (Ctrl-C ends it)."),
        beside=BesidePage(build_api(application.assistant, guard=guard)),
    )


def desk_of(application: Application) -> Desk:
    """Return what the page works on for one home."""
    chats = ConversationStore(application.settings.home / "conversations")
    chats.forget_deleted()
    spec = spec_of(application.settings)
    return Desk(
        assistant=application.assistant,
        shelf=application.library,
        documents=Shelf(application),
        chats=chats,
        feedback=FeedbackStore(application.settings.home / "feedback"),
        drafts=Drafts(application.settings.home / "cases"),
        insights=lambda doc_id: _insights(application, doc_id),
        prepared=application.prepared_insights,
        evaluator=Evaluator(application),
        findings=lambda: examine(application),
        model_name=application.assistant.model_name,
        quoting=application.quoting if spec is not None else None,
        sent=_sent(application),
    )


def _sent(application: Application) -> str:
    """Return what leaves this machine, in words; empty where nothing does."""
    spec = spec_of(application.settings)
    by_model = "" if spec is None or spec.is_local else what_is_sent(spec)
    return "; ".join(filter(None, (by_model, application.sent_to_store)))


# Two who look at the same new document at once shall not both make its insights.
_making = threading.Lock()


def _insights(application: Application, doc_id: str) -> Insights:
    with _making:
        return application.insights(doc_id)


def _prepare(application: Application) -> None:
    """Make what the first visitor will look at, before he comes."""
    for entry in application.library.entries[:EXAMPLE_DOCUMENTS]:
        try:
            _insights(application, entry.doc_id)
        except BriefingError as error:
            logger.warning("%s", error)
