"""The line above the question box while an earlier question is edited."""


def editing_html(*, replaced: int) -> str:
    """Return what asking will do to the conversation; `replaced` counts the exchanges it drops."""
    if replaced > 1:
        effect = f"Asking it again replaces this answer and {_more(replaced - 1)} after it."
    else:
        effect = "Asking it again replaces this answer."
    return (
        f'<p class="editing" role="status">Editing a question. {effect}'
        '<button type="button" data-do="clear">Cancel</button></p>'
    )


def _more(count: int) -> str:
    return "the one" if count == 1 else f"the {count}"
