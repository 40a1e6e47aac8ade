"""Tesseract, which recognises scanned pages where it is installed."""

import shutil

PROGRAM = "tesseract"


def is_available() -> bool:
    """Tell whether Tesseract is installed."""
    return shutil.which(PROGRAM) is not None
