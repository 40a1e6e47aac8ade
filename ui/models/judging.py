"""A chat model as a judge of answers: under the same rules as one that writes them."""

from assistant.writing.calling import ChatModel
from assistant.writing.chat_models import open_chat_model
from assistant.writing.composer import ModelComposer
from ingest.errors import BriefingError
from ui.models.local_model import LOCAL
from ui.models.writer import Writers, spec_of
from ui.settings import QUOTING, Settings


def judging(settings: Settings, name: str, *, url: str = "") -> Settings:
    """Return settings by which a judge is the chat model; consent and `offline` hold for it too.

    The key that is set is that of the model that writes: it is sent to a judge of the same provider
    at the same address alone.

    Args:
        settings: of the evaluation.
        name: of the judge, `provider:name`.
        url: of the judge's server; empty for the provider's.

    """
    writer = spec_of(settings)
    provider = name.partition(":")[0]
    is_same_place = url == settings.model_url and (writer is None or writer.provider == provider)
    return settings.model_copy(
        update={
            "model": name,
            "model_url": url,
            "model_key": settings.model_key if is_same_place else None,
            # Its reply has a form of its own, not that of an answer.
            "model_structured": False,
        }
    )


def judge_of(writers: Writers) -> ChatModel:
    """Return the chat model that settings for judging give, opened once to see that it can be.

    Raises:
        BriefingError: it is none, its package is missing or it has no key.

    """
    if not isinstance(writers.composer, ModelComposer):
        raise BriefingError(
            f"{QUOTING} judges nothing. Name a chat model: --judge openai:gpt-5, ollama:qwen3."
        )
    model = writers.composer.model
    if model.spec.provider != LOCAL:
        open_chat_model(model.spec)
    return model
