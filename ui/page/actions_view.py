"""What can be done with an answer, as a row of buttons under it.

A button with `data-do` tells the server by the Gradio event of that name; one with `data-copy` or
`data-copy-link` works in the browser alone.
"""

from collections.abc import Mapping
from types import MappingProxyType

from ui.page.conversation import Exchange
from ui.page.icons import icon, icon_button

FORMATS: Mapping[str, str] = MappingProxyType({"docx": "Word", "html": "HTML", "md": "Markdown"})


def actions_html(
    exchange: Exchange, *, index: int, is_last: bool, copy: str, judged: bool | None
) -> str:
    """Return the row for one exchange; only the last can be answered again."""
    retry = icon_button("retry", "Answer again", do="retry", index=index) if is_last else ""
    if exchange.answer is None:
        return f'<div class="actions">{retry}</div>'
    parts = (
        icon_button("copy", "Copy with footnotes", copy=copy) if copy else "",
        retry,
        _thumb("up", "Good answer", index=index, liked=True, judged=judged),
        _thumb("down", "Something is wrong", index=index, liked=False, judged=judged),
        _export_html(index),
        _whole_html() if is_last else "",
    )
    return f'<div class="actions">{"".join(parts)}</div>'


def edit_html(index: int) -> str:
    """Return the button that puts a question back into the box."""
    return icon_button("edit", "Edit this question", do="edit", index=index)


def _export_html(index: int) -> str:
    label = "Export this answer"
    items = _formats_html(f' data-index="{index}"')
    return (
        f'<details class="menu"><summary class="icon-button" title="{label}" aria-label="{label}">'
        f'{icon("export")}</summary><div class="menu-items">{items}</div></details>'
    )


def _whole_html() -> str:
    return (
        f'<details class="menu whole"><summary class="plain">Export the chat</summary>'
        f'<div class="menu-items">{_formats_html("")}</div></details>'
    )


def _formats_html(attributes: str) -> str:
    return "".join(
        f'<button type="button" data-do="download" data-format="{form}"{attributes}>{name}</button>'
        for form, name in FORMATS.items()
    )


def _thumb(name: str, label: str, *, index: int, liked: bool, judged: bool | None) -> str:
    return icon_button(
        name,
        label,
        pressed=judged is liked,
        do="like",
        index=index,
        liked="yes" if liked else "no",
    )
