"""The interface does what its own description says, whatever is sent to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from api_server import served
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from assistant.assistant import Assistant
from ingest.embedding import SentenceTransformerEmbedder
from ingest.library import Library
from ui.api.app import build_api
from ui.api.guard import Guard

# Fewer leave operations half tried; more take minutes, since each question is answered.
EXAMPLES = 40

# The description is the same whatever the documents; it is needed before there are any.
EMBEDDER = SentenceTransformerEmbedder()
NOBODY = Assistant(Library(Path("nowhere"), EMBEDDER), EMBEDDER)
schema = schemathesis.openapi.from_dict(build_api(NOBODY, guard=Guard()).openapi())


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with served(build_api(assistant, guard=Guard())) as address:
        yield address


# Sound and unsound requests to every operation: no 5xx, only statuses, types and bodies that are
# described, nothing unsound taken, nothing sound refused.
@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_does_what_is_described(case: schemathesis.Case, address: str) -> None:
    # That the last message must be a user's, with text, is nothing that a schema can say.
    unsaid = [positive_data_acceptance] if case.operation.path.startswith("/v1/chat") else []
    case.call_and_validate(base_url=address, excluded_checks=unsaid)
