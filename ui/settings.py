"""What a user can set, from the environment or the command line."""

import os
from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.errors import BriefingError
from ingest.weights import DEFAULT_MODEL

PREFIX = "BRIEFING_"


class Settings(BaseSettings):
    """Every setting, with its default; the environment variable is the upper-case name."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    home: Path = Field(default_factory=lambda: user_data_path("briefing", appauthor=False))
    """Folder of all state."""
    embedding_model: str = DEFAULT_MODEL
    """The installed default, or a sentence-transformers name or folder."""
    depth: int = Field(default=16, ge=1, le=200)
    """Passages that are read for a question."""

    @property
    def index(self) -> Path:
        """Return the folder of the index."""
        return self.home / "index"


def load_settings(**given: object) -> Settings:
    """Return the settings; values that were given (not None) go before the environment.

    Raises:
        BriefingError: a value is not allowed, or a variable of ours has a name that we do not know.

    """
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise BriefingError(
            f"Unknown setting {', '.join(unknown)} in the environment. "
            f"Known settings: {', '.join(sorted(known))}."
        )
    try:
        values = {name: value for name, value in given.items() if value is not None}
        settings = Settings.model_validate({**Settings().model_dump(), **values})
    except ValidationError as error:
        problem = error.errors()[0]
        name = f"{PREFIX}{problem['loc'][0]}".upper()
        raise BriefingError(
            f"{name}={problem['input']!r} is not allowed: {problem['msg']}."
        ) from error
    file = next((one for one in (settings.home, *settings.home.parents) if one.is_file()), None)
    if file is not None:
        raise BriefingError(
            f"The home {settings.home} cannot be a folder: {file} is a file. "
            "Choose another with --home or BRIEFING_HOME."
        )
    return settings
