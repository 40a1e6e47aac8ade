"""What a GGUF file says of the model in it, read with care: anybody may hand us one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import BriefingError

MAGIC = b"GGUF"

# Of the key and value of one token in one layer, kept in half precision.
BYTES_PER_VALUE = 2


@dataclass(frozen=True, slots=True)
class GgufFile:
    """A model file as it was when it was looked at."""

    path: str
    size: int
    """In bytes."""
    modified_ns: int
    architecture: str
    context_length: int
    """Tokens that it was trained to hold."""
    bytes_per_token: int
    """Of memory for each token that it holds at once."""

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the file is still there as it was."""
        try:
            now = Path(self.path).stat()
        except OSError:
            return False
        return (now.st_size, now.st_mtime_ns) == (self.size, self.modified_ns)


def read_gguf(path: Path) -> GgufFile:
    """Return what a file says of itself; its weights are not read.

    Raises:
        BriefingError: it is no GGUF file, is cut short or damaged, holds no chat model, or the
            package that reads such files is not installed.

    """
    path = path.resolve()
    try:
        with path.open("rb") as file:
            magic = file.read(len(MAGIC))
        state = path.stat()
    except OSError as error:
        raise BriefingError(f"{path} cannot be read: {error.strerror}.") from error
    if magic != MAGIC:
        raise BriefingError(f"{path} is no GGUF file: it does not begin with the letters GGUF.")
    fields = _fields(path)
    architecture = str(fields.get("general.architecture", ""))
    length = fields.get(f"{architecture}.context_length")
    if not isinstance(length, int):
        raise BriefingError(f"{path} holds no language model: it names no context length.")
    if "tokenizer.chat_template" not in fields:
        raise BriefingError(f"{path} holds no chat model: it has no chat template.")
    return GgufFile(
        str(path),
        state.st_size,
        state.st_mtime_ns,
        architecture,
        length,
        _bytes_per_token(fields, architecture),
    )


def _fields(path: Path) -> dict[str, Any]:
    try:
        from gguf import GGUFReader
    except ImportError as error:
        raise BriefingError(
            "Models in GGUF files need packages that are not installed. "
            'Install them with: pip install "briefing-assistant[local]"'
        ) from error
    try:
        reader = GGUFReader(str(path))
        # Long lists, such as the vocabulary, are left where they are.
        return {
            name: field.contents() if len(field.data) == 1 else None
            for name, field in reader.fields.items()
        }
    except Exception as error:
        # The reader raises whatever it stumbles over.
        raise BriefingError(
            f"{path} is cut short or damaged ({type(error).__name__}). Download it again."
        ) from error


def _bytes_per_token(fields: dict[str, Any], architecture: str) -> int:
    """Return the memory that llama.cpp keeps for a token: a key and a value in each layer."""

    def number(name: str, default: int) -> int:
        value = fields.get(f"{architecture}.{name}")
        return value if isinstance(value, int) else default

    layers, width = number("block_count", 32), number("embedding_length", 4096)
    heads = number("attention.head_count", 32)
    key_heads = number("attention.head_count_kv", heads)
    return 2 * layers * width * key_heads // max(heads, 1) * BYTES_PER_VALUE
