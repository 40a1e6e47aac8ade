"""The default composer: an answer made of sentences of the documents, word for word.

Nothing leaves the machine and nothing can be misquoted; what remains to decide is which sentences,
how many, and in which order. That is decided for each kind of question by a module of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from assistant.composer import Statement
from assistant.material import Material
from assistant.question import QuestionKind
from assistant.quoting.attribution import compose_attribution
from assistant.quoting.comparison import compose_comparison
from assistant.quoting.conflict import compose_conflict
from assistant.quoting.definition import compose_definition
from assistant.quoting.fact import compose_fact
from assistant.quoting.listing import compose_list
from assistant.quoting.reason import compose_reason
from assistant.quoting.summary import compose_summary

_COMPOSE: Mapping[QuestionKind, Callable[[Material], Iterable[Statement]]] = MappingProxyType(
    {
        QuestionKind.FACT: compose_fact,
        QuestionKind.LIST: compose_list,
        QuestionKind.REASON: compose_reason,
        QuestionKind.DEFINITION: compose_definition,
        QuestionKind.COMPARISON: compose_comparison,
        QuestionKind.SUMMARY: compose_summary,
        QuestionKind.ATTRIBUTION: compose_attribution,
        QuestionKind.CONFLICT: compose_conflict,
    }
)


class QuotingComposer:
    """A `Composer` that quotes."""

    model_name = "quoting"

    def compose(self, material: Material) -> Iterator[Statement]:
        """Yield sentences of the documents in the way that fits the kind of question."""
        yield from _COMPOSE[material.question.kind](material)
