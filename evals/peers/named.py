"""Other pipelines by the names that `briefing eval --against` takes."""

from collections.abc import Mapping
from importlib import import_module

from evals.run import Answering
from ingest.embedding import Embedder
from ingest.errors import BriefingError


def require_peer(name: str) -> None:
    """Raise BriefingError, before any work is done, for a pipeline whose package is missing."""
    if name != "llamaindex":
        return
    try:
        import_module("evals.peers.llamaindex")
    except ImportError as error:
        raise BriefingError(
            f"LlamaIndex is not installed ({error.name} is missing). Install it, in the folder "
            'of the clone, with: pip install -c constraints.txt -e ".[peers]"'
        ) from error


def peer_of(name: str, texts: Mapping[str, str], embedder: Embedder) -> Answering:
    """Return a pipeline that has taken in some documents.

    Args:
        name: `tutorial` or `llamaindex`.
        texts: of the documents, by id.
        embedder: the model that our own index was made with.

    """
    require_peer(name)
    if name == "llamaindex":
        from evals.peers.llamaindex import LlamaIndexPipeline

        return LlamaIndexPipeline(texts, embedder)
    from evals.peers.tutorial import TutorialPipeline

    return TutorialPipeline(texts, embedder)
