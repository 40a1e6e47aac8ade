"""From an English verb in the past to its base, by the lexicon of verbs."""

from functools import lru_cache
from importlib import resources

from assistant.inflection import Form, in_form, parse_english


def base_of(past: str) -> str:
    """Return the base of a verb in the past ("ordered"); empty for one that is not known."""
    return _bases().get(past, "")


@lru_cache(maxsize=1)
def _bases() -> dict[str, str]:
    text = resources.files("assistant.lexicons").joinpath("verbs.txt").read_text(encoding="utf-8")
    columns = (line.split("|")[0] for line in text.splitlines() if line and line[0] != "#")
    words = [parse_english(entry) for column in columns for entry in column.split(",")]
    return {in_form(word, Form.PAST): word.base for word in words if " " not in word.base}
