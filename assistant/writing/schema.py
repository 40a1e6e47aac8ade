"""The form of an answer for models that can be held to one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from assistant.writing.prompt import INSUFFICIENT

ANSWER_SCHEMA: dict[str, Any] = {
    "title": "answer",
    "description": "An answer from numbered sentences, each of its sentences with its sources.",
    "type": "object",
    "properties": {
        "is_answered": {
            "type": "boolean",
            "description": "Whether the numbered sentences answer the question.",
        },
        "sentences": {
            "type": "array",
            "description": "The answer, sentence by sentence; empty where it is not answered.",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "description": "One sentence, without markers."},
                    "sources": {
                        "type": "array",
                        "items": {"type": "integer"},
                        "description": "Numbers of the sentences that it rests on.",
                    },
                },
                "required": ["text", "sources"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["is_answered", "sentences"],
    "additionalProperties": False,
}

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def lines_of(parsed: object) -> list[str]:
    """Return an answer in this form, or as much of it as has come, as lines with markers.

    What is not of the form is left out: a model's word for it is no proof.
    """
    answer = parsed if isinstance(parsed, Mapping) else _NOTHING
    sentences = answer.get("sentences")
    lines = [_line(one) for one in sentences] if isinstance(sentences, list) else []
    lines = [line for line in lines if line]
    if answer.get("is_answered") is False and not lines:
        return [f"{INSUFFICIENT}\n"]
    return lines


def _line(sentence: object) -> str:
    if not isinstance(sentence, Mapping) or not isinstance(sentence.get("text"), str):
        return ""
    sources = sentence.get("sources")
    numbers = [one for one in sources if isinstance(one, int)] if isinstance(sources, list) else []
    text = " ".join(sentence["text"].split())
    return f"{text} {''.join(f'[{number}]' for number in numbers)}\n" if text else ""
