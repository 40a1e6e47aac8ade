"""What programs send, as pydantic models; the OpenAPI description is made of them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Turn
from assistant.assistant import MAX_QUESTION_CHARACTERS
from ingest.selection import PERIOD, Selection, period_of

# A conversation of an afternoon; more is a mistake, or meant to hurt.
MOST_TURNS = 200
LONGEST_TURN = 20_000

# Something to read, not spaces or control characters alone.
NOT_BLANK = r"[^\s\x00-\x1f\x7f-\xa0]"

Text = Annotated[str, Field(max_length=LONGEST_TURN)]


class TurnForm(BaseModel):
    """An earlier message of the conversation."""

    role: Literal["user", "assistant"]
    text: Text


class AskForm(BaseModel):
    """A question."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"question": "What does CECOT cost?", "stream": False}]},
    )

    question: str = Field(min_length=1, max_length=MAX_QUESTION_CHARACTERS, pattern=NOT_BLANK)
    history: list[TurnForm] = Field(default=[], max_length=MOST_TURNS)
    documents: list[str] | None = Field(default=None, min_length=1, max_length=1_000)
    """Ids of those that the answer may come from; all where null."""
    collections: list[Text] = Field(default=[], max_length=100)
    """Names of those that the answer may come from."""
    publisher: Text = ""
    """Words of the name of whom it may come from."""
    published: Annotated[str, Field(pattern=PERIOD)] | None = None
    """When what it comes from was published: 2023, 2021..2023, 2023-05.. or ..2022."""
    stream: bool = False
    """Whether the answer is sent step by step, as server-sent events."""

    @property
    def has_filters(self) -> bool:
        """Tell whether documents are chosen by more than their ids."""
        return bool(self.collections or self.publisher or self.published is not None)

    @property
    def selection(self) -> Selection:
        """Return which documents are asked; raises BriefingError for a period that is none."""
        return Selection(
            tuple(self.documents or ()),
            tuple(self.collections),
            self.publisher,
            period_of(self.published) if self.published is not None else None,
        )

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Return the earlier turns, oldest first."""
        return tuple(Turn(turn.role, turn.text) for turn in self.history)


class TextPart(BaseModel):
    """A part of a message; parts that are no text are left out."""

    type: str
    text: Text = ""


class Message(BaseModel):
    """A message in OpenAI's form."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Text | list[TextPart] | None = None

    @property
    def text(self) -> str:
        """Return its text."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class CompletionForm(BaseModel):
    """A request in OpenAI's form; what does not apply, such as a temperature, is let be."""

    model_config = ConfigDict(extra="ignore")

    model: str = "briefing"
    messages: list[Message] = Field(min_length=1, max_length=MOST_TURNS)
    stream: bool = False
    stream_options: dict[str, Any] | None = None
