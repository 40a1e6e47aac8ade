"""Proposed evaluation cases: accepted or discarded by a person on the page."""

from collections.abc import Callable

import gradio as gr

from ingest.errors import BriefingError
from ui.feedback.draft import draft_of
from ui.page.desk import Desk
from ui.page.documents_view import problem_html
from ui.page.drafts_view import drafts_html
from ui.page.events import QUIETLY, sent
from ui.page.layout import Parts


def connect_drafting(parts: Parts, desk: Desk) -> None:
    """Join the list of proposed cases to the files that they are."""
    view = parts.evaluation_view

    def listed() -> str:
        waiting = desk.drafts.waiting()
        problems = "".join(problem_html(one) for one in waiting.problems)
        return problems + drafts_html([draft_of(case) for case in waiting.cases])

    def deciding(decide: Callable[[str], object]) -> Callable[[gr.EventData], str]:
        def decided(event: gr.EventData) -> str:
            try:
                decide(sent(event, "id"))
            except BriefingError as error:
                return problem_html(str(error)) + listed()
            return listed()

        return decided

    view.tab.select(listed, outputs=view.drafts, **QUIETLY)
    view.drafts.apply(deciding(desk.drafts.accept), outputs=view.drafts, **QUIETLY)
    view.drafts.delete(deciding(desk.drafts.discard), outputs=view.drafts, **QUIETLY)
