"""Whether a chat model's server answers, found out without asking the model anything."""

import httpx

from assistant.writing.chat_models import ChatModelSpec
from ui.models.keys import has_key_in_environment
from ui.models.local_model import LOCAL

# A server that is there answers a list of its models at once.
PATIENCE_SECONDS = 3.0

# Where Ollama listens unless it is told otherwise.
OLLAMA_ADDRESS = "http://127.0.0.1:11434"


def reached(spec: ChatModelSpec) -> str:
    """Return in a few words whether a model can be reached.

    A provider's hosted model is not called, since a call may cost: that its key is set is told.
    """
    if spec.provider == LOCAL:
        return "started at its first answer"
    if spec.provider == "ollama":
        return _answers(f"{spec.base_url or OLLAMA_ADDRESS}/api/tags", spec)
    if spec.base_url:
        return _answers(f"{spec.base_url.rstrip('/')}/models", spec)
    variable = f"{spec.provider.upper()}_API_KEY"
    if has_key_in_environment(spec):
        return "a key is set"
    return f"no key: set {variable} in the environment, or use briefing models key {spec.name}"


def _answers(address: str, spec: ChatModelSpec) -> str:
    key = spec.api_key.get_secret_value() if spec.api_key else ""
    headers = {"authorization": f"Bearer {key}"} if key else {}
    try:
        response = httpx.get(address, headers=headers, timeout=PATIENCE_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"cannot be reached ({type(error).__name__})"
    if response.is_success:
        return "reached"
    return f"its server answers with status {response.status_code}"
