"""The chat page: its parts joined to what happens on them."""

import gradio as gr

from ui.page.asking import connect_asking
from ui.page.chatting import connect_chatting
from ui.page.choice import Choice
from ui.page.desk import Desk
from ui.page.drafting import connect_drafting
from ui.page.evaluating import connect_evaluating
from ui.page.exporting import connect_exporting
from ui.page.judging import connect_judging
from ui.page.layout import lay_out
from ui.page.opening import connect_opening
from ui.page.reading import connect_reading
from ui.page.screen import Screen
from ui.page.setting import connect_setting
from ui.page.shelving import connect_shelving
from ui.page.talk import Talk

# Answers are computed by this machine's processors: more at once would make each of them slower.
ANSWERS_AT_ONCE = 4

# What was uploaded or exported is taken in or saved by then; Gradio's copies go.
SWEEP_SECONDS = 3600


def build_page(desk: Desk) -> gr.Blocks:
    """Return the page, ready for `ui.page.server.launch`."""
    page = gr.Blocks(
        title="Briefing",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(SWEEP_SECONDS, SWEEP_SECONDS),
    )
    with page:
        parts = lay_out()
        run, choice = gr.State(None), gr.State(Choice())
        screen = Screen(desk, parts.ask_view, gr.State(Talk()))
        connect_opening(page, parts, screen, choice, desk)
        connect_reading(parts, desk)
        connect_asking(parts, screen, choice, run, desk)
        connect_chatting(parts, screen, choice, run, desk)
        connect_judging(parts, screen, desk)
        connect_drafting(parts, desk)
        connect_exporting(parts, screen, desk)
        connect_shelving(parts, screen, choice, desk)
        connect_evaluating(parts, desk)
        connect_setting(parts, choice, desk)
    page.queue(default_concurrency_limit=ANSWERS_AT_ONCE, api_open=False)
    return page
