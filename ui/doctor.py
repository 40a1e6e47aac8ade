"""What is installed and stored here, and whether it is sound."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from assistant.reader.weights import READER_SHA256, check_reader_weights, reader_weights
from ingest.errors import BriefingError
from ingest.weights import DEFAULT_MODEL, bundled_weights, check_weights
from ui.application import Application
from ui.models.consent import what_is_sent
from ui.models.writer import spec_of
from ui.settings import QUOTING

PACKAGES = (
    "briefing-assistant",
    "langchain-core",
    "langchain-chroma",
    "chromadb",
    "sentence-transformers",
    "torch",
    "onnxruntime",
    "gradio",
    "bm25s",
)

# An index of a few hundred briefs with room for the version that replaces it.
LITTLE_SPACE_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    found: str
    sound: bool = True


def examine(application: Application) -> Iterator[Finding]:
    """Yield what there is to know, the model's weights hashed anew."""
    yield Finding("python", sys.version.split()[0])
    for package in PACKAGES:
        yield Finding(package, version(package))
    yield _checked("embedding model", lambda: _model(application))
    yield _checked("reader", _reader)
    yield _space(application.settings.home)
    yield _checked("index", lambda: _index(application))
    yield _checked("answers written by", lambda: _writer(application))
    yield _checked("scans", _scans)
    yield _checked("sent to other machines", lambda: _sent(application))


def _writer(application: Application) -> str:
    name = application.writers.composer.model_name
    return f"{name} (no language model)" if name == QUOTING else f"{name}, each sentence checked"


def _sent(application: Application) -> str:
    settings = application.settings
    sent = [application.sent_to_store] if application.sent_to_store else []
    embedding_model = settings.embedding_model
    if embedding_model != DEFAULT_MODEL and not Path(embedding_model).exists():
        sent.append(f"the model's name {embedding_model!r}, to its hub, when it is first loaded")
    spec = spec_of(settings)
    if spec is not None and not spec.is_local:
        sent.append(what_is_sent(spec))
    return "; ".join(sent) or "nothing"


def _checked(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, look())
    except (BriefingError, OSError) as error:
        return Finding(what, str(error), sound=False)


def _model(application: Application) -> str:
    if application.settings.embedding_model == DEFAULT_MODEL:
        check_weights(bundled_weights())
        return f"{application.embedder.identity}, weights as published"
    application.embedder.encode(["loads"])
    return application.embedder.identity


def _reader() -> str:
    check_reader_weights(reader_weights())
    return f"reader@{READER_SHA256[:12]}, weights as published"


def _scans() -> str:
    from ingest.formats.recognition import installed_languages
    from ingest.formats.tesseract import is_available

    if not is_available():
        return "not recognised: install Tesseract (tesseract-ocr) to have them read"
    return f"recognised by Tesseract ({', '.join(installed_languages()) or 'no language'})"


def _index(application: Application) -> str:
    library = application.library
    if library.is_empty():
        return f"none yet in {application.settings.index}; make one with: briefing ingest"
    snapshot = library.snapshot()
    passages = sum(entry.passages for entry in snapshot.entries)
    stored = len(snapshot.lexical)
    if stored != passages:
        raise BriefingError(
            f"{stored} of {passages} passages are in the word index. "
            "Rebuild it with: briefing ingest --rebuild"
        )
    documents = f"{len(snapshot.entries)} document{'s' if len(snapshot.entries) != 1 else ''}"
    return f"{documents}, {passages} passages in {application.settings.index}"


def _space(home: Path) -> Finding:
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    return Finding(
        "free disk space", f"{free / 1024**3:.1f} GB at {home}", sound=free >= LITTLE_SPACE_BYTES
    )
