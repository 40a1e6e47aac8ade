"""Exporting: one answer or the whole chat as a file that the browser saves."""

from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import gradio as gr
from gradio.utils import get_upload_folder

from ui.export.export import ExportFormat, export, file_name
from ui.page.conversation import Conversation
from ui.page.desk import Desk
from ui.page.events import QUIETLY, sent, sent_number
from ui.page.layout import Parts
from ui.page.screen import Screen
from ui.page.talk import Talk


def connect_exporting(parts: Parts, screen: Screen, desk: Desk) -> None:
    """Write the file that was asked for, and let the browser save it."""
    view = parts.ask_view

    def write(talk: Talk, event: gr.EventData) -> Any:
        exchanges = talk.conversation.exchanges
        index = sent_number(event, "index")
        if index is not None:
            exchanges = exchanges[index : index + 1]
        form = sent(event, "format")
        if not exchanges or form not in list(ExportFormat):
            return gr.skip()
        conversation = Conversation(exchanges)
        content = export(
            conversation,
            titles=desk.titles(),
            form=ExportFormat(form),
            exported_at=datetime.now().astimezone(),
        )
        # Where Gradio keeps what it serves, and sweeps it away after a while.
        folder = Path(get_upload_folder())
        folder.mkdir(parents=True, exist_ok=True)
        path = Path(mkdtemp(dir=folder)) / file_name(conversation, ExportFormat(form))
        path.write_bytes(content)
        return gr.update(value=path)

    written = view.conversation.download(
        write, inputs=screen.talk, outputs=view.download, **QUIETLY
    )
    written.then(None, js="() => briefing.save()", **QUIETLY)
