"""Chat models by name: `openai:gpt-5`, `ollama:qwen3`, or any server that speaks OpenAI's form.

The one module that knows LangChain's `init_chat_model`. A provider other than OpenAI needs its own
package, which the user installs.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from ingest.errors import BriefingError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Providers whose models run where the user says, on this machine unless an address is given.
LOCAL_PROVIDERS = frozenset({"ollama"})

# A hosted model that has not begun to answer by then has most likely failed.
TIMEOUT_SECONDS = 60.0

# An answer has 200 words; the rest is room for models that think aloud.
MOST_OUTPUT_TOKENS = 2_000


@dataclass(frozen=True, slots=True)
class ChatModelSpec:
    """Which chat model writes, and how it is reached."""

    name: str
    """`provider:model`, as `init_chat_model` takes it."""
    base_url: str = ""
    """Of a server of one's own; empty for the provider's."""
    api_key: SecretStr | None = None
    """None where the provider's package finds it in the environment by itself, or needs none."""
    timeout: float = TIMEOUT_SECONDS
    """Seconds that the server may stay silent; above 0."""
    input_price: float | None = None
    output_price: float | None = None
    """US dollars for a million tokens; None where not known."""
    most_tokens: int = MOST_OUTPUT_TOKENS
    """Of one answer."""
    is_structured: bool | None = None
    """Whether the model can be held to a JSON schema; None: as its provider says."""

    @property
    def provider(self) -> str:
        """Return the part of the name before the colon."""
        return self.name.partition(":")[0]

    @property
    def host(self) -> str:
        """Return where what is asked is sent: a host's name, or the provider's."""
        return urlsplit(self.base_url).hostname or self.provider

    @property
    def is_local(self) -> bool:
        """Tell whether nothing leaves this machine."""
        if self.base_url:
            return _is_loopback(self.host)
        return self.provider in LOCAL_PROVIDERS

    def cost(self, input_tokens: int, output_tokens: int) -> float | None:
        """Return the price of a call in US dollars, or None where it is not known."""
        if self.input_price is None or self.output_price is None:
            return None
        return (input_tokens * self.input_price + output_tokens * self.output_price) / 1e6


def open_chat_model(spec: ChatModelSpec) -> "BaseChatModel":
    """Return the LangChain chat model; nothing is sent yet.

    Raises:
        BriefingError: the name has no provider or an unknown one, its package is not installed, or
            it needs a key and has none.

    """
    provider, _, model = spec.name.partition(":")
    if not provider or not model:
        raise BriefingError(
            f"The model {spec.name!r} has no provider. Name both: openai:gpt-5, ollama:qwen3."
        )
    from langchain.chat_models import init_chat_model

    try:
        opened: BaseChatModel = init_chat_model(model, model_provider=provider, **_parameters(spec))
    except ImportError as error:
        package = _package_named(str(error)) or f"langchain-{provider.replace('_', '-')}"
        raise BriefingError(
            f"The models of {provider} need a package that is not installed. "
            f"Install it with: pip install {package}"
        ) from error
    except Exception as error:
        # Each provider's package has errors of its own for a key that is missing.
        raise BriefingError(_reason(spec, error)) from error
    return opened


def _parameters(spec: ChatModelSpec) -> Mapping[str, Any]:
    """Return what the provider's class is given; retries are ours, so that they can be told."""
    if spec.provider == "ollama":
        address = {"base_url": spec.base_url} if spec.base_url else {}
        return {"client_kwargs": {"timeout": spec.timeout}, **address}
    parameters: dict[str, Any] = {
        "timeout": spec.timeout,
        "max_retries": 0,
        "max_tokens": spec.most_tokens,
    }
    if spec.base_url:
        parameters["base_url"] = spec.base_url
    if spec.api_key is not None:
        parameters["api_key"] = spec.api_key.get_secret_value()
    elif spec.is_local:
        # The client insists on one; a server on this machine does not look at it.
        parameters["api_key"] = "none"
    if spec.provider == "openai":
        parameters["stream_usage"] = True
    return parameters


def _reason(spec: ChatModelSpec, error: Exception) -> str:
    text = str(error)
    if "api_key" in text.casefold() or "api key" in text.casefold():
        variable = f"{spec.provider.upper()}_API_KEY"
        return (
            f"The model {spec.name} needs a key. "
            f"Set {variable} or BRIEFING_MODEL_KEY in the environment."
        )
    if "provider" in text.casefold():
        return f"The provider {spec.provider!r} of the model {spec.name!r} is not known."
    return f"The model {spec.name} cannot be used: {type(error).__name__}."


def _package_named(message: str) -> str | None:
    """Return the package that an ImportError tells to install."""
    _, found, rest = message.partition("pip install ")
    return rest.split()[0].strip("`'\".,") if found and rest.split() else None


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
