"""From paths to text: which files are read, and how their bytes become characters."""

import codecs
import hashlib
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from ingest.document import PageStart
from ingest.errors import UnreadableFileError
from ingest.formats import delimited
from ingest.formats import reading as formats
from ingest.formats.markup import to_markdown
from ingest.formats.piece import RefusedError

SUFFIXES = (".md", ".markdown", ".txt", *delimited.SUFFIXES, *formats.SUFFIXES)

# The longest policy report we know of is under 5 MB of text; ten times that still parses within
# minutes, and anything larger is a data dump that was named by mistake.
MAX_BYTES = 50 * 1024 * 1024

# A Western text rarely has more than one accented letter or curly quote in six; text in another
# one-byte alphabet (Cyrillic, Greek) read as cp1252 has nearly nothing else.
MAX_NON_ASCII_SHARE = 0.3

# Longest first: the UTF-16 mark is a prefix of the UTF-32 one.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What cp1252 prose holds above ASCII besides letters.
_WESTERN_SIGNS = frozenset("“”‘’‚„–—…•€£¥¢§©®°ºª«»¿¡·±×÷²³¹½¼¾™†‡\u00a0")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A file's text and what had to be assumed to get it."""

    text: str
    """Line feeds alone end lines and there is no byte order mark; all else is as in the file."""
    sha256: str
    """Of the file's bytes, before any decoding."""
    encoding: str
    warnings: tuple[str, ...]
    pages: tuple[PageStart, ...] = ()
    """Where its pages begin; empty for a file without."""


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files that `paths` mean, absolute, sorted and each once.

    A file that is named is returned whatever its name, so that `read_text` can say what is wrong
    with it. A folder stands for the files of `SUFFIXES` below it, without hidden files
    and folders and without README.md (which describes a corpus and is not part of it).

    Raises UnreadableFileError for a path that does not exist and a folder that cannot be listed.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found.update(_files_below(path))
        elif path.exists():
            found.add(path.resolve())
        else:
            _refuse(path, "no such file or folder", "check the path")
    return tuple(sorted(found))


def read_text(path: Path) -> DecodedText:
    r"""Return the text of a file; UTF-8, UTF-16 or UTF-32 with a mark, or (guessed) cp1252.

    Line ends `\r\n` and `\r` become `\n`, so that offsets do not depend on the machine that
    saved the file. Tables, PDF, Word and HTML become Markdown. Raises UnreadableFileError for
    whatever is not readable text.
    """
    content = _read_bytes(path)
    if path.suffix.casefold() in formats.SUFFIXES:
        return _read_format(path, content)
    warnings: tuple[str, ...] = ()
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        text = _decode_western(path, content, encoding, error)
        warnings = (
            f"{path}: not UTF-8 (byte {error.start} cannot be read); read as Windows-1252 by "
            "guess: check accents and quotation marks, or save the file as UTF-8.",
        )
        encoding = "cp1252"
    if "\0" in text:
        _refuse(
            path,
            "it holds NUL bytes, so it is binary or UTF-16 without a byte order mark",
            "save it as UTF-8 text",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not any(character.isalnum() for character in text):
        _refuse(path, "it is empty or holds no word", "put text into it or leave it out")
    if path.suffix.casefold() in delimited.SUFFIXES:
        text = _table(path, text)
    return DecodedText(text, hashlib.sha256(content).hexdigest(), encoding, warnings)


def _table(path: Path, text: str) -> str:
    try:
        return to_markdown(delimited.read_delimited(text)).text
    except RefusedError as refused:
        _refuse(path, refused.problem, refused.remedy)


def _read_format(path: Path, content: bytes) -> DecodedText:
    suffix = path.suffix.casefold()
    try:
        found = formats.read_apart(content, suffix)
    except RefusedError as refused:
        _refuse(path, refused.problem, refused.remedy)
    if not any(character.isalnum() for character in found.text):
        _refuse(path, "it is empty or holds no word", "put text into it or leave it out")
    warnings = tuple(f"{path}: {warning}." for warning in found.warnings)
    sha256 = hashlib.sha256(content).hexdigest()
    return DecodedText(found.text, sha256, suffix[1:], warnings, found.pages)


def files_not_read(folder: Path) -> tuple[Path, ...]:
    """Return the files below a folder that are of no kind that is read, sorted."""
    return tuple(
        sorted(path for path in _all_below(folder) if not path.name.casefold().endswith(SUFFIXES))
    )


def _files_below(folder: Path) -> Iterable[Path]:
    return (path for path in _all_below(folder) if path.name.casefold().endswith(SUFFIXES))


def _all_below(folder: Path) -> Iterable[Path]:
    def stop(error: OSError) -> NoReturn:
        _refuse(Path(error.filename), f"it cannot be listed ({error.strerror})", "allow reading")

    root = folder.resolve()
    for parent, folders, names in os.walk(root, onerror=stop):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and name.casefold() != "readme.md":
                yield Path(parent, name)


def _read_bytes(path: Path) -> bytes:
    endings = ", ".join(SUFFIXES)
    try:
        if path.is_dir():
            _refuse(path, "it is a folder", "name the files in it")
        if path.suffix.casefold() not in SUFFIXES:
            kind = path.suffix or "a name without an ending"
            _refuse(path, f"{kind} is not read", f"only {endings} are: save it as one of these")
        if path.exists() and not path.is_file():
            _refuse(path, "it is a device or a pipe", "copy its content into a file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            limit = MAX_BYTES // (1024 * 1024)
            _refuse(path, f"it has {size} bytes, the limit is {limit} MB", "split it")
        return path.read_bytes()
    except FileNotFoundError:
        _refuse(path, "no such file", "check the path")
    except OSError as error:
        _refuse(path, f"it cannot be opened ({error.strerror})", "allow reading or copy it")


def _decode_western(path: Path, content: bytes, encoding: str, error: UnicodeDecodeError) -> str:
    # A byte that cp1252 does not define becomes U+FFFD, which does not look like text.
    text = content.decode("cp1252", errors="replace")
    if encoding != "utf-8" or not _looks_like_text(text):
        problem = f"byte {error.start} is not {encoding}, and it is not Windows-1252 text either"
        _refuse(path, problem, "save it as UTF-8 text")
    return text


def _looks_like_text(text: str) -> bool:
    """Whether cp1252 gives Western prose: no control characters, few and likely non-ASCII ones."""
    above = [character for character in text if not character.isascii()]
    if len(above) > MAX_NON_ASCII_SHARE * len(text):
        return False
    likely = all(character.isalpha() or character in _WESTERN_SIGNS for character in above)
    return likely and not any(
        unicodedata.category(character) == "Cc" and character not in "\t\n\r\f"
        for character in text
    )


def _refuse(path: Path, problem: str, remedy: str) -> NoReturn:
    raise UnreadableFileError(f"{path}: {problem}; {remedy}.")
