"""Who writes the answers: the settings made into a composer, if it may be used."""

from dataclasses import dataclass

from assistant.composer import Composer
from assistant.quoting.composer import QuotingComposer
from assistant.verification.entailment import CrossEncoderScorer
from assistant.writing.calling import ChatModel
from assistant.writing.chat_models import ChatModelSpec
from assistant.writing.composer import ModelComposer
from assistant.writing.kept_calls import KeptCalls
from assistant.writing.rewriting import ModelRewriter, Rewriter
from ingest.errors import BriefingError
from ui.models.consent import Consents, what_is_sent
from ui.models.keys import with_key
from ui.models.local_model import ANYWHERE_HERE, LOCAL, LocalModel
from ui.models.local_server import LocalServer
from ui.models.registry import Registry
from ui.settings import QUOTING, Settings


class ConsentNeededError(BriefingError):
    """A hosted model may not be sent anything before somebody agrees."""


def spec_of(settings: Settings) -> ChatModelSpec | None:
    """Return the chat model that is set, or None where answers are quotes."""
    if settings.model == QUOTING:
        return None
    is_local = settings.model.startswith(f"{LOCAL}:")
    return ChatModelSpec(
        settings.model,
        base_url=ANYWHERE_HERE if is_local else settings.model_url,
        api_key=settings.model_key,
        timeout=settings.model_timeout,
        input_price=settings.model_input_price,
        output_price=settings.model_output_price,
        is_structured=settings.model_structured,
    )


@dataclass(frozen=True, slots=True)
class Writers:
    """Who writes answers, and who puts follow-up questions so that they stand alone."""

    composer: Composer
    rewriter: Rewriter | None = None
    """None where rules do."""


def writers_of(settings: Settings, consents: Consents, registry: Registry) -> Writers:
    """Return who writes; nothing is sent yet.

    Raises:
        ConsentNeededError: the model is hosted, and nobody agreed to what is sent there.
        BriefingError: the settings forbid hosted models, and this is one.

    """
    spec = spec_of(settings)
    if spec is None:
        return Writers(QuotingComposer())
    model = _model_of(spec, settings, consents, registry)
    checker = settings.model_checker
    scorer = CrossEncoderScorer(checker, is_offline=settings.offline) if checker else None
    composer = ModelComposer(model, policy=settings.model_policy, scorer=scorer)
    return Writers(composer, ModelRewriter(model))


def _model_of(
    spec: ChatModelSpec, settings: Settings, consents: Consents, registry: Registry
) -> ChatModel:
    """Return the model, if it may be used."""
    kept = KeptCalls(settings.kept_calls) if settings.model_cache else None
    if spec.provider == LOCAL:
        name = spec.name.partition(":")[2]
        return LocalModel(spec, LocalServer(registry.find(name)), kept=kept)
    if settings.offline and not spec.is_local:
        raise BriefingError(
            f"The model {spec.name} is hosted by {spec.host}, which --offline forbids. "
            "Take a model on this machine, or leave --offline (BRIEFING_OFFLINE) away."
        )
    if not consents.is_allowed(spec):
        url = f" --model-url {spec.base_url}" if spec.base_url else ""
        raise ConsentNeededError(
            f"{what_is_sent(spec)} Agree to it with: briefing models allow {spec.name}{url}"
        )
    return ChatModel(with_key(spec), kept=kept)
