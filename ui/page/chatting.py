"""The chats of one browser: beginning, opening, finding, naming and deleting them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import gradio as gr

from ingest.errors import BriefingError
from ui.history.entry import ConversationEntry
from ui.history.soundness import checked
from ui.history.store import new_token
from ui.page.chats_view import chats_html
from ui.page.choice import Choice
from ui.page.desk import Desk
from ui.page.events import QUIETLY, sent
from ui.page.layout import Parts
from ui.page.run import Run
from ui.page.screen import Screen
from ui.page.settings_view import chats_setting_html
from ui.page.suggesting import follow_ups_for
from ui.page.talk import Talk

Kept = dict[str, Any] | None
"""What a browser keeps for us; it may hold anything."""


def connect_chatting(
    parts: Parts, screen: Screen, choice: gr.State, run: gr.State, desk: Desk
) -> None:
    """Join the list of chats to what is kept of them."""
    pane = parts.chats_pane
    chatting = Chatting(desk, screen)
    deleted = gr.State(None)
    of_list = [pane.kept, screen.talk, pane.search]
    shown = [*screen.outputs, choice, pane.listed]
    parts.new_chat.click(chatting.begin, inputs=[run, choice, *of_list], outputs=shown, **QUIETLY)
    pane.listed.select(chatting.open, inputs=[run, choice, *of_list], outputs=shown, **QUIETLY)
    # Not `input`, whose first one is lost.
    pane.search.change(
        chatting.listed, inputs=of_list, outputs=pane.listed, trigger_mode="always_last", **QUIETLY
    )
    pane.listed.focus(chatting.name, inputs=of_list, outputs=pane.listed, **QUIETLY)
    pane.listed.edit(chatting.rename, inputs=of_list, outputs=pane.listed, **QUIETLY)
    pane.listed.delete(
        chatting.delete,
        inputs=[run, choice, *of_list],
        outputs=[deleted, *shown],
        **QUIETLY,
    )
    pane.listed.undo(
        chatting.undo, inputs=[deleted, *of_list], outputs=[deleted, pane.listed], **QUIETLY
    )
    _connect_deleting_all(parts, chatting, [run, choice, *of_list], shown)


def _connect_deleting_all(
    parts: Parts, chatting: "Chatting", inputs: list[Any], shown: list[Any]
) -> None:
    """Join the settings' button that deletes every chat, which asks once more first."""
    view, kept = parts.settings_view, parts.chats_pane.kept
    gr.on(
        [view.tab.select, view.chats.clear],
        chatting.count,
        inputs=kept,
        outputs=view.chats,
        **QUIETLY,
    )
    view.chats.select(chatting.confirm, inputs=kept, outputs=view.chats, **QUIETLY)
    view.chats.delete(chatting.delete_all, inputs=inputs, outputs=[view.chats, *shown], **QUIETLY)


def owner_of(kept: Kept) -> str:
    """Return the token of a browser; a new one for a browser that has none."""
    token = kept.get("owner") if isinstance(kept, dict) else None
    return token if isinstance(token, str) and token else new_token()


@dataclass(frozen=True, slots=True)
class Chatting:
    """What can be done with the chats of a browser."""

    desk: Desk
    screen: Screen

    def listed(self, kept: Kept, talk: Talk, search: str, **more: Any) -> str:
        """Return the list of chats; one that cannot be read is told instead."""
        entries = self._entries(kept, search)
        now = datetime.now().astimezone()
        return chats_html(entries, now=now, opened=talk.conversation_id, search=search, **more)

    def read(self, conversation_id: str, kept: Kept, choice: Choice) -> tuple[Talk, Choice]:
        """Return a kept chat and the documents chosen for it; raise BriefingError if not kept."""
        found = self.desk.chats.load(conversation_id, owner=owner_of(kept))
        shelf = self.desk.shelf
        sound = checked(
            found.conversation,
            lambda doc_id: shelf.document(doc_id).document,
            lambda doc_id, sha256: shelf.document_version(doc_id, sha256).document,
        )
        chosen = tuple(one for one in found.doc_ids or () if one in self.desk.titles())
        if found.doc_ids and not chosen:
            gr.Warning("The documents of this chat are gone; it uses all documents now.")
        choice = replace(choice, doc_ids=chosen or None)
        further = follow_ups_for(self.desk, sound.conversation, choice)
        return Talk(conversation_id, sound.conversation, further, sound.moved), choice

    def begin(self, run: Run | None, choice: Choice, kept: Kept, _: Talk, search: str) -> list[Any]:
        """Turn to a new chat."""
        return self._turned(Talk(), run, choice, kept, search)

    def open(
        self,
        run: Run | None,
        choice: Choice,
        kept: Kept,
        talk: Talk,
        search: str,
        event: gr.EventData,
    ) -> list[Any]:
        """Turn to a kept chat; say so where it is kept no longer, and stay."""
        try:
            talk, choice = self.read(sent(event, "id"), kept, choice)
        except BriefingError as error:
            gr.Warning(str(error))
            return [*[gr.skip()] * 5, self.listed(kept, talk, search)]
        return self._turned(talk, run, choice, kept, search)

    def name(self, kept: Kept, talk: Talk, search: str, event: gr.EventData) -> str:
        """Let the title of a chat be typed anew."""
        return self.listed(kept, talk, search, renamed=sent(event, "id"))

    def rename(self, kept: Kept, talk: Talk, search: str, event: gr.EventData) -> str:
        """Give a chat the title that was typed."""
        title = sent(event, "title")
        _done(lambda: self.desk.chats.rename(sent(event, "id"), title, owner=owner_of(kept)))
        return self.listed(kept, talk, search)

    def delete(
        self,
        run: Run | None,
        choice: Choice,
        kept: Kept,
        talk: Talk,
        search: str,
        event: gr.EventData,
    ) -> list[Any]:
        """Take a chat away, and offer to bring it back; the open one gives way to a new one."""
        chosen = sent(event, "id")
        entry = self._entry(chosen, kept)
        if not _done(lambda: self.desk.chats.delete(chosen, owner=owner_of(kept))):
            return [None, *[gr.skip()] * 5, self.listed(kept, talk, search)]
        if chosen == talk.conversation_id:
            *shown, _ = self._turned(Talk(), run, choice, kept, search)
            return [entry, *shown, self.listed(kept, Talk(), search, deleted=entry)]
        return [entry, *[gr.skip()] * 5, self.listed(kept, talk, search, deleted=entry)]

    def undo(
        self, deleted: ConversationEntry | None, kept: Kept, talk: Talk, search: str
    ) -> list[Any]:
        """Bring the chat back that was deleted last."""
        if deleted is not None:
            chat = deleted.conversation_id
            _done(lambda: self.desk.chats.restore(chat, owner=owner_of(kept)))
        return [None, self.listed(kept, talk, search)]

    def count(self, kept: Kept) -> str:
        """Return how many chats there are to delete."""
        return chats_setting_html(count=self._count(kept))

    def confirm(self, kept: Kept) -> str:
        """Ask once more before all chats are deleted."""
        return chats_setting_html(count=self._count(kept), asking=True)

    def delete_all(
        self, run: Run | None, choice: Choice, kept: Kept, talk: Talk, search: str
    ) -> list[Any]:
        """Delete all chats of this browser for good."""
        if not _done(lambda: self.desk.chats.delete_all(owner=owner_of(kept))):
            return [self.count(kept), *[gr.skip()] * 5, self.listed(kept, talk, search)]
        return [self.count(kept), *self._turned(Talk(), run, choice, kept, search)]

    def _turned(
        self, talk: Talk, run: Run | None, choice: Choice, kept: Kept, search: str
    ) -> list[Any]:
        if run is not None:
            run.end(instead=talk)
        return [*self.screen.shown(talk, choice), choice, self.listed(kept, talk, search)]

    def _entries(self, kept: Kept, search: str = "") -> tuple[ConversationEntry, ...]:
        """Return the chats of a browser; none, with a word about it, where they cannot be read."""
        try:
            return self.desk.chats.entries(owner=owner_of(kept), search=search)
        except BriefingError as error:
            gr.Warning(str(error))
            return ()

    def _entry(self, conversation_id: str, kept: Kept) -> ConversationEntry | None:
        entries = self._entries(kept)
        return next((one for one in entries if one.conversation_id == conversation_id), None)

    def _count(self, kept: Kept) -> int:
        return len(self._entries(kept))


def _done(change: Callable[[], None]) -> bool:
    """Make a change and tell whether it was made; why it was not is shown."""
    try:
        change()
    except BriefingError as error:
        gr.Warning(str(error))
        return False
    return True
