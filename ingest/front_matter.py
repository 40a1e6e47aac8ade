"""YAML front matter: what a file says about itself between two lines of dashes."""

import datetime
import re
from dataclasses import dataclass

import yaml

from ingest.sentences import Span

# Front matter is a handful of lines; a longer stretch between rules is text.
_MAX_CHARACTERS = 20_000
_FENCED = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields that we use; None where the file does not say."""

    title: str | None = None
    published: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    end: int = 0
    """Offset at which the text proper begins; 0 where there is no front matter."""
    unread: Span | None = None
    """Where front matter stands that cannot be parsed."""
    warnings: tuple[str, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """Return the front matter at the beginning of `text`.

    A block that is not a YAML mapping is text (a rule may well open a document). One that cannot
    be parsed is kept apart as a paragraph, and a warning says so: as Markdown, the dashes below it
    would make it the heading of the whole document.
    """
    match = _FENCED.match(text[:_MAX_CHARACTERS])
    if match is None or not match.group(1).strip():
        return FrontMatter()
    try:
        fields = yaml.safe_load(match.group(1))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        warning = f"front matter is not valid YAML and is read as text: {reason}"
        unread = Span(match.start(1), match.end(1))
        return FrontMatter(end=match.end(), unread=unread, warnings=(warning,))
    if not isinstance(fields, dict):
        return FrontMatter()
    return FrontMatter(
        title=_one_line(fields.get("title")),
        published=_one_line(fields.get("published", fields.get("date"))),
        language=_language(_one_line(fields.get("language", fields.get("lang")))),
        authors=_names(fields.get("authors", fields.get("author"))),
        publisher=_one_line(fields.get("publisher")),
        end=match.end(),
    )


def _names(value: object) -> tuple[str, ...]:
    """Return the names of a list, or of a line with semicolons between them."""
    listed = value if isinstance(value, list) else str(value or "").split(";")
    return tuple(name for one in listed if (name := _one_line(one)))


def _one_line(value: object) -> str | None:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join(str(value).split()) or None
    return None


def _language(value: str | None) -> str | None:
    """Return the two-letter code of `en`, `en-US` or `pt_BR`; None for whatever is no code."""
    match = re.match(r"([a-zA-Z]{2})(?:[-_]|$)", value or "")
    return match.group(1).lower() if match else None
