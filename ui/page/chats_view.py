"""The chats of one browser as HTML: a list by day, with what can be done to each."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from html import escape
from itertools import groupby

from ui.history.entry import ConversationEntry
from ui.page.icons import icon_button

WEEK = timedelta(days=7)


def chats_html(
    entries: Sequence[ConversationEntry],
    *,
    now: datetime,
    opened: str = "",
    renamed: str = "",
    deleted: ConversationEntry | None = None,
    search: str = "",
) -> str:
    """Return the list of chats, newest first.

    `opened` and `renamed` are ids: of the chat on the page, and of one whose title is being
    changed. A chat that was just `deleted` can be brought back.
    """
    undo = _undo_html(deleted) if deleted else ""
    if not entries:
        text = f"No chat has “{escape(search.strip())}”." if search.strip() else "No chats yet."
        return f'{undo}<p class="chats-note">{text}</p>'
    groups = groupby(entries, key=lambda entry: _period(entry.updated, now.date()))
    days = "".join(
        f"<h3>{period}</h3><ul>"
        + "".join(
            _chat_html(entry, opened=opened, renamed=entry.conversation_id == renamed)
            for entry in members
        )
        + "</ul>"
        for period, members in groups
    )
    return f'{undo}<nav class="chats" aria-label="Chats">{days}</nav>'


def _period(updated: datetime, today: date) -> str:
    day = updated.astimezone().date()
    if day >= today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return "Earlier this week" if day > today - WEEK else f"{day:%B %Y}"


def _chat_html(entry: ConversationEntry, *, opened: str, renamed: bool) -> str:
    chat_id, title = escape(entry.conversation_id), escape(entry.title)
    if renamed:
        return (
            f'<li><form data-do="edit" data-id="{chat_id}">'
            f'<input name="title" value="{title}" aria-label="Title of the chat" autofocus>'
            "</form></li>"
        )
    is_open = entry.conversation_id == opened
    current = ' aria-current="page"' if is_open else ""
    return (
        f'<li class="{"open" if is_open else ""}">'
        f'<button type="button" class="chat" data-do="select" data-id="{chat_id}"'
        f' title="{title}"{current}>{title}</button>'
        f"{icon_button('edit', f'Rename {entry.title}', do='focus', id=entry.conversation_id)}"
        f"{icon_button('remove', f'Delete {entry.title}', do='delete', id=entry.conversation_id)}"
        "</li>"
    )


def _undo_html(entry: ConversationEntry) -> str:
    return (
        f'<div class="undo" role="status"><span>Deleted “{escape(entry.title)}”</span>'
        f'<button type="button" data-do="undo" data-id="{escape(entry.conversation_id)}">Undo'
        "</button></div>"
    )
