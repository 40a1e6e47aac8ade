"""A part of the page whose HTML is ours alone."""

import gradio as gr

# A view's buttons tell the server by the Gradio event that their `data-do` names.
VIEW_SCRIPT = "briefing.connectView(element, watch, trigger)"


def view(elem_id: str, *, script: str = VIEW_SCRIPT) -> gr.HTML:
    """Return a part whose HTML is ours alone."""
    return gr.HTML(elem_id=elem_id, apply_default_css=False, js_on_load=script)
