"""The page on real parts: a home of its own, and the model that the session has loaded."""

from pathlib import Path

from ingest.embedding import SentenceTransformerEmbedder
from ui.application import Application
from ui.page.desk import Desk
from ui.serving import desk_of
from ui.settings import load_settings


def real_desk(home: Path, embedder: SentenceTransformerEmbedder) -> Desk:
    """Return the desk that `briefing serve` would lay for a home."""
    application = Application(load_settings(home=home))
    # Loading the model takes seconds; it is the same.
    application.__dict__["embedder"] = embedder
    return desk_of(application)
