"""The reader's weights: where they are installed, and that they are the ones we published."""

from importlib.resources import files
from pathlib import Path

from ingest.errors import ModelError
from ingest.weights import sha256_of

# Of weights/reader.onnx as `assistant.reader.training.export` wrote it.
READER_SHA256 = "7d848ecc9581e54c977d7e43809f90d55ad34cadc9150be2f10cda2c52f52eec"

_MEND = "Mend it with: pip install --force-reinstall --no-deps briefing-assistant"


def reader_weights() -> Path:
    """Return the path of the reader's weights in the installed package."""
    return Path(str(files("assistant.reader"))) / "weights" / "reader.onnx"


def check_reader_weights(weights: Path, *, sha256: str = READER_SHA256) -> None:
    """Refuse reader weights that are not the published file.

    Hashing 23 MB takes 20 ms, so that it is done at every start and nothing need be noted.

    Raises:
        ModelError: the file is missing or its sha256 is another.

    """
    if not weights.is_file():
        raise ModelError(f"The reader's weights {weights} are missing. {_MEND}")
    found = sha256_of(weights)
    if found != sha256:
        raise ModelError(
            f"The reader's weights {weights} have sha256 {found}, not the published {sha256}. "
            f"{_MEND}"
        )
