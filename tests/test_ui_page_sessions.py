"""Many people at one server: each gets right answers, and only their own."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from page_real import real_desk
from page_visitor import Visitor

from ingest.embedding import SentenceTransformerEmbedder
from ui.page.app import build_page
from ui.page.server import launch

USERS = 20

# What must stand in the answer.
EXPECTED = {
    "How many homicides did Costa Rica record in 2023?": "907",
    "Who is Patricia Bullrich?": "security minister of Argentina",
    "What did El Faro report about the gangs?": "MS-13",
    "Which municipalities of Honduras are under a state of exception?": "municipalities",
    "What is the homicide rate in Panama?": "never mention Panama",
}


@pytest.fixture(scope="module")
def address(library_home: Path, embedder: SentenceTransformerEmbedder) -> Iterator[str]:
    page = build_page(real_desk(library_home, embedder))
    yield launch(page, port=0, block=False)
    page.close()


def test_twenty_users_at_once_get_right_answers_of_their_own(address: str) -> None:
    questions = list(EXPECTED)

    def visit(number: int) -> tuple[list[str], str]:
        asked = [questions[(number + turn) % len(questions)] for turn in range(2)]
        visitor = Visitor(address)
        return asked, [visitor.ask(question) for question in asked][-1]

    with ThreadPoolExecutor(USERS) as users:
        visits = list(users.map(visit, range(USERS)))
    for asked, html in visits:
        exchanges = html.split('<section class="exchange"')[1:]
        assert re.findall(r'<h2 class="question">([^<]*)</h2>', html) == asked
        for question, exchange in zip(asked, exchanges, strict=True):
            assert EXPECTED[question] in exchange
