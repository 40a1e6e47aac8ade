"""The view of the documents: adding, removing, bringing back, and choosing what a chat uses."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import gradio as gr

from ingest.errors import BriefingError
from ingest.removal import Removal
from ui.page.choice import Choice
from ui.page.desk import Desk
from ui.page.documents_view import (
    collections_html,
    documents_html,
    fetching_html,
    in_use_html,
    problem_html,
    progress_html,
    removed_html,
    results_html,
)
from ui.page.events import QUIETLY, sent
from ui.page.layout import DocumentsView, Parts
from ui.page.masthead_view import masthead_html
from ui.page.screen import Screen
from ui.page.talk import Talk
from ui.shelf.outcome import FileProgress, Outcome, Upload
from ui.shelf.shelf import UNDO_WINDOW

# Often enough for a bar to move, seldom enough not to keep the browser busy.
LOOKS_SECONDS = 0.2

HOUR = 3600


def connect_shelving(parts: Parts, screen: Screen, choice: gr.State, desk: Desk) -> None:
    """Join the view of the documents to the shelf."""
    view = parts.documents_view
    removal = gr.State(None)
    shelving = _Shelving(desk, screen, view)
    listed = [view.listed, parts.masthead, parts.ask_view.conversation]
    shown = [choice, screen.talk, view.search]
    view.upload.upload(
        shelving.take_in,
        inputs=[view.upload, *shown],
        outputs=[view.upload, view.note, choice, *listed],
        trigger_mode="multiple",
        **QUIETLY,
    )
    view.address.submit(
        shelving.fetch,
        inputs=[view.address, *shown],
        outputs=[view.address, view.note, choice, *listed],
        **QUIETLY,
    )
    gr.on(
        [view.search.change, view.tab.select],
        shelving.relist,
        inputs=shown,
        outputs=listed,
        # Not `input`, whose first one is lost after the view is shown for the first time.
        # What is typed while a list is on its way counts as well.
        trigger_mode="always_last",
        **QUIETLY,
    )
    view.listed.clear(
        lambda choice, talk: ["", *shelving.relist(choice, talk, "")],
        inputs=shown[:2],
        outputs=[view.search, *listed],
        **QUIETLY,
    )
    view.listed.input(shelving.tick, inputs=shown, outputs=[choice, *listed], **QUIETLY)
    view.listed.select(shelving.use, inputs=shown, outputs=[choice, *listed], **QUIETLY)
    view.listed.delete(
        shelving.remove, inputs=shown, outputs=[removal, view.note, choice, *listed], **QUIETLY
    )
    view.note.undo(
        shelving.undo, inputs=[removal, *shown], outputs=[removal, view.note, *listed], **QUIETLY
    )


@dataclass(frozen=True, slots=True)
class _Shelving:
    desk: Desk
    screen: Screen
    view: DocumentsView

    def relist(self, choice: Choice, talk: Talk, search: str) -> list[Any]:
        """Return the list, the header and the conversation as the shelf and the choice stand.

        The conversation comes first: its examples may take seconds to make, and a shelf that was
        looked at before would be shown over what came onto it meanwhile.
        """
        # Of a conversation that has begun only later answers depend on the documents.
        asked = bool(talk.conversation.exchanges)
        conversation = gr.skip() if asked else self.screen.html(talk, choice)
        entries = self.desk.documents.entries(search)
        titles = self.desk.titles(choice.doc_ids)
        shelved = len(self.desk.shelf.entries)
        summary = in_use_html(chosen=len(titles), total=shelved) if shelved else ""
        summary += collections_html(self._collections(), in_use=choice.doc_ids)
        return [
            summary + documents_html(entries, in_use=choice.doc_ids, search=search),
            masthead_html(
                list(titles.values()),
                model_name=self.desk.model_name,
                shelved=shelved,
                sent=self.desk.sent,
            ),
            conversation,
        ]

    def _collections(self) -> dict[str, list[str]]:
        """Return the ids of the documents of each collection by its name, in alphabetical order."""
        found: dict[str, list[str]] = {}
        for entry in self.desk.shelf.entries:
            for name in entry.collections:
                found.setdefault(name, []).append(entry.doc_id)
        return dict(sorted(found.items()))

    def use(self, choice: Choice, talk: Talk, search: str, event: gr.EventData) -> list[Any]:
        """Use the documents of a collection in the conversation, or all of them."""
        doc_ids = self._collections().get(sent(event, "collection"))
        choice = replace(choice, doc_ids=tuple(doc_ids) if doc_ids else None)
        return [choice, *self.relist(choice, talk, search)]

    async def take_in(
        self, files: Sequence[str], choice: Choice, talk: Talk, search: str
    ) -> AsyncIterator[list[Any]]:
        """Yield how far each uploaded file is, and at last what became of each."""
        uploads = [Upload(Path(file), Path(file).name) for file in files or ()]
        steps: list[Sequence[FileProgress]] = [[FileProgress(one.name) for one in uploads]]
        taking = asyncio.ensure_future(
            asyncio.to_thread(self.desk.documents.take_in, uploads, steps.append)
        )
        unchanged = [gr.skip()] * 4
        while not taking.done():
            yield [None, progress_html(steps[-1]), *unchanged]
            await asyncio.wait({taking}, timeout=LOOKS_SECONDS)
        results = taking.result()
        choice = choice.with_added([one.doc_id for one in results if one.doc_id])
        listed = self.relist(choice, talk, search)
        yield [None, results_html(results), choice, *listed]

    def fetch(self, url: str, choice: Choice, talk: Talk, search: str) -> Iterator[list[Any]]:
        """Yield that a web address is being fetched, and what became of it."""
        if not url.strip():
            yield [gr.skip()] * 6
            return
        yield [gr.skip(), fetching_html(url), *[gr.skip()] * 4]
        result = self.desk.documents.take_in_address(url)
        choice = choice.with_added([result.doc_id] if result.doc_id else [])
        # What was not taken in stays, to be mended.
        kept = gr.skip() if result.outcome is Outcome.SKIPPED else ""
        yield [kept, results_html([result]), choice, *self.relist(choice, talk, search)]

    def tick(self, choice: Choice, talk: Talk, search: str, event: gr.EventData) -> list[Any]:
        """Use a document in the conversation, or leave it out."""
        every = [entry.doc_id for entry in self.desk.shelf.entries]
        choice = choice.ticked(sent(event, "id"), on=bool(sent(event, "on")), every=every)
        return [choice, *self.relist(choice, talk, search)]

    def remove(self, choice: Choice, talk: Talk, search: str, event: gr.EventData) -> list[Any]:
        """Take a document out, and offer to bring it back."""
        try:
            removal = self.desk.documents.remove(sent(event, "id"))
        except BriefingError as error:
            return [None, problem_html(str(error)), choice, *self.relist(choice, talk, search)]
        note = removed_html(removal.entry.title, hours=int(UNDO_WINDOW.total_seconds() // HOUR))
        choice = choice.without(removal.entry.doc_id)
        return [removal, note, choice, *self.relist(choice, talk, search)]

    def undo(self, removal: Removal | None, choice: Choice, talk: Talk, search: str) -> list[Any]:
        """Bring the document back that was removed last."""
        note = ""
        try:
            if removal is not None:
                self.desk.documents.undo(removal)
        except BriefingError as error:
            note = problem_html(str(error))
        return [None, note, *self.relist(choice, talk, search)]
