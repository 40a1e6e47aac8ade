"""Keys of hosted models in the system's keyring, by the host that they are sent to.

The one module that knows `keyring`, which is optional: without it keys come from the environment.
A key is never written anywhere else, and never shown.
"""

import os
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import SecretStr

from assistant.writing.chat_models import ChatModelSpec
from ingest.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVICE = "briefing"


def with_key(spec: ChatModelSpec) -> ChatModelSpec:
    """Return a model's spec with its key from the keyring, where the environment has none.

    A keyring that is missing or locked counts as one without the key: the model then says itself
    that it needs one.
    """
    if spec.is_local or has_key_in_environment(spec):
        return spec
    try:
        key = key_of(spec)
    except BriefingError:
        return spec
    return replace(spec, api_key=key) if key else spec


def has_key_in_environment(spec: ChatModelSpec) -> bool:
    """Tell whether a variable holds a model's key."""
    return spec.api_key is not None or bool(os.environ.get(f"{spec.provider.upper()}_API_KEY"))


def key_of(spec: ChatModelSpec) -> SecretStr | None:
    """Return the key that the keyring holds for a model's host, or None.

    Raises:
        BriefingError: there is no keyring, or it does not open.

    """
    with _told():
        import keyring

        found = keyring.get_password(SERVICE, spec.host)
    return SecretStr(found) if found else None


def keep_key(spec: ChatModelSpec, key: SecretStr) -> None:
    """Keep a key for a model's host; raise what `key_of` does."""
    with _told():
        import keyring

        keyring.set_password(SERVICE, spec.host, key.get_secret_value())


def forget_key(spec: ChatModelSpec) -> bool:
    """Take the key of a model's host out of the keyring; return whether there was one."""
    if key_of(spec) is None:
        return False
    with _told():
        import keyring

        keyring.delete_password(SERVICE, spec.host)
    return True


@contextmanager
def _told() -> "Iterator[None]":
    """Turn what a keyring raises into a message."""
    try:
        yield
    except ImportError as error:
        raise BriefingError(
            "Keys are kept in the system's keyring by a package that is not installed. "
            "Install it with: pip install keyring, or set the key in the environment."
        ) from error
    except Exception as error:
        # Each system's keyring has errors of its own.
        raise BriefingError(
            f"The system's keyring cannot be used ({type(error).__name__}: {error}). "
            "Set the key in the environment instead."
        ) from error
