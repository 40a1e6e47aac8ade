"""What a user can set, from the environment or the command line."""

import os
from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.writing.chat_models import TIMEOUT_SECONDS
from assistant.writing.policy import Policy
from ingest.errors import BriefingError
from ingest.weights import DEFAULT_MODEL

PREFIX = "BRIEFING_"

# Answers made of the documents' own sentences; no model, nothing sent.
QUOTING = "quoting"


class Settings(BaseSettings):
    """Every setting, with its default; the environment variable is the upper-case name."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    home: Path = Field(default_factory=lambda: user_data_path("briefing", appauthor=False))
    """Folder of all state."""
    embedding_model: str = DEFAULT_MODEL
    """The installed default, or a sentence-transformers name or folder."""
    depth: int = Field(default=16, ge=1, le=200)
    """Passages that are read for a question."""
    model: str = QUOTING
    """Who writes: `quoting`, or a chat model as `provider:name`."""
    model_url: str = ""
    """Of a server of one's own that speaks OpenAI's form; empty for the provider's."""
    model_key: SecretStr | None = Field(default=None, exclude=True)
    """For that server; a provider's own variable serves as well."""
    model_timeout: float = Field(default=TIMEOUT_SECONDS, gt=0)
    """Seconds that it may stay silent."""
    model_policy: Policy = Policy.MARK
    """What becomes of a sentence that its sources do not bear out: mark, drop or quote."""
    model_checker: str = ""
    """Cross-encoder that gives a second opinion on what models write; empty: rules alone."""
    model_cache: bool = False
    """Whether answers to identical calls are kept on disk and given again."""
    model_structured: bool | None = None
    """Whether it can be held to a JSON schema; as its provider says where not set."""
    model_input_price: float | None = Field(default=None, ge=0)
    model_output_price: float | None = Field(default=None, ge=0)
    """US dollars for a million tokens."""
    offline: bool = False
    """Whether hosted models, and fetching models from a hub, are forbidden."""

    @property
    def kept_calls(self) -> Path:
        """Return the folder of what models answered, where that is kept."""
        return self.home / "model-answers"

    @property
    def index(self) -> Path:
        """Return the folder of the index."""
        return self.home / "index"


def load_settings(**given: object) -> Settings:
    """Return the settings; values that were given (not None) go before the environment.

    Raises:
        BriefingError: a value is not allowed, or a variable of ours has a name that we do not know.

    """
    known = {f"{PREFIX}{name}".upper() for name in (*Settings.model_fields, "token")}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise BriefingError(
            f"Unknown setting {', '.join(unknown)} in the environment. "
            f"Known settings: {', '.join(sorted(known))}."
        )
    try:
        values = {name: value for name, value in given.items() if value is not None}
        base = Settings()
        # Kept out of every dump, this one too.
        kept = {**base.model_dump(), "model_key": base.model_key}
        settings = Settings.model_validate({**kept, **values})
    except ValidationError as error:
        problem = error.errors()[0]
        name = f"{PREFIX}{problem['loc'][0]}".upper()
        raise BriefingError(
            f"{name}={_shown(name, problem['input'])} is not allowed: {problem['msg']}."
        ) from error
    file = next((one for one in (settings.home, *settings.home.parents) if one.is_file()), None)
    if file is not None:
        raise BriefingError(
            f"The home {settings.home} cannot be a folder: {file} is a file. "
            "Choose another with --home or BRIEFING_HOME."
        )
    return settings


def _shown(name: str, value: object) -> str:
    """Return a value as a message may show it: a key is a secret."""
    return "..." if name.endswith("_KEY") else repr(value)
