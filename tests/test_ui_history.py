"""Conversations that survive a reload and a restart, each seen by its owner alone."""

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_doubles import cited, parsed, quoting, refusal

from assistant.answer import Answer, Citation
from ingest.document import Document
from ingest.errors import BriefingError, UnknownDocumentError
from ui.history.form import EVIDENCE_KEPT, from_json, to_json
from ui.history.soundness import Moved, checked, place_of
from ui.history.store import FILE, ConversationStore, new_token
from ui.page.conversation import Conversation, Exchange, Progress

RIVER = parsed("river", "Walls", "# Walls\n\nThe wall cost 48 million.\nIt was raised in 2017.\n")
COST = cited(RIVER, "The wall cost 48 million.")
RAISED = cited(RIVER, "It was raised in 2017.", 2)
OWNER = "one"


def asked(*answers: Answer) -> Conversation:
    return Conversation(
        tuple(
            Exchange(one.question, Progress.DONE, one.standalone_question, one.text, one)
            for one in answers
        )
    )


TALK = asked(quoting("What did it cost?", COST, RAISED), refusal("Who paid?", COST))


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    return ConversationStore(tmp_path / "conversations")


texts = st.text(st.characters(codec="utf-8"), max_size=40)


@given(
    questions=st.lists(texts, min_size=1, max_size=3),
    quote=texts,
    heading=st.lists(texts, max_size=3),
    problem=texts,
)
def test_whatever_was_said_comes_back_as_it_was(
    questions: Sequence[str], quote: str, heading: Sequence[str], problem: str
) -> None:
    citation = replace(COST, quote=quote, heading_path=tuple(heading))
    said = asked(*(quoting(question, citation) for question in questions))
    failed = Exchange("Why?", Progress.FAILED, problem=problem)
    talk = said.followed_by(failed)
    assert from_json(to_json(talk)) == talk


def test_of_evidence_what_can_be_shown_is_kept() -> None:
    talk = asked(refusal("Who paid?", *[replace(COST, start=n) for n in range(40)]))
    (exchange,) = from_json(to_json(talk)).exchanges
    assert exchange.answer is not None
    assert len(exchange.answer.evidence) == EVIDENCE_KEPT
    assert exchange.answer.evidence[0].start == 0


def test_an_answer_that_was_being_written_comes_back_as_stopped() -> None:
    talk = TALK.followed_by(Exchange("And now?", Progress.WRITING, text="The"))
    assert from_json(to_json(talk)).exchanges[-1].progress is Progress.STOPPED


def test_a_kept_conversation_is_there_for_another_process(tmp_path: Path) -> None:
    ConversationStore(tmp_path).save("a", TALK, owner=OWNER, doc_ids=("river",))
    kept = ConversationStore(tmp_path).load("a", owner=OWNER)
    assert kept.conversation == TALK
    assert kept.doc_ids == ("river",)
    assert kept.entry.title == "What did it cost?"
    assert kept.entry.exchanges == 2
    assert kept.entry.updated.tzinfo is not None


def test_nobody_else_sees_changes_or_takes_over_a_conversation(store: ConversationStore) -> None:
    store.save("a", TALK, owner=OWNER)
    store.save("a", asked(quoting("Mine now?", COST)), owner="two")
    store.rename("a", "Mine", owner="two")
    store.delete("a", owner="two")
    store.delete_all(owner="two")
    assert store.entries(owner="two") == ()
    with pytest.raises(BriefingError, match="no such chat"):
        store.load("a", owner="two")
    assert store.load("a", owner=OWNER).conversation == TALK


def test_the_latest_stands_first_and_an_empty_one_is_not_kept(store: ConversationStore) -> None:
    for name in ("a", "b", "c"):
        store.save(name, TALK, owner=OWNER)
    store.save("a", TALK, owner=OWNER)
    store.save("d", Conversation(), owner=OWNER)
    assert [one.conversation_id for one in store.entries(owner=OWNER)] == ["a", "c", "b"]


@pytest.mark.parametrize(
    ("search", "found"),
    [("COST", True), ("48 million", True), ("wall c", True), ("100%", False), ("_", False)],
)
def test_chats_are_found_by_their_words(store: ConversationStore, search: str, found: bool) -> None:
    store.save("a", TALK, owner=OWNER)
    assert bool(store.entries(owner=OWNER, search=search)) is found


def test_a_given_title_stays_when_the_conversation_goes_on(store: ConversationStore) -> None:
    store.save("a", TALK, owner=OWNER)
    store.rename("a", "  ", owner=OWNER)
    assert store.load("a", owner=OWNER).entry.title == "What did it cost?"
    store.rename("a", "Walls,\n and their price " + "x" * 100, owner=OWNER)
    store.save("a", TALK, owner=OWNER)
    title = store.load("a", owner=OWNER).entry.title
    assert title.startswith("Walls, and their price")
    assert len(title) <= 80


def test_a_deleted_conversation_can_be_brought_back_for_a_while(store: ConversationStore) -> None:
    store.save("a", TALK, owner=OWNER)
    store.delete("a", owner=OWNER)
    assert store.entries(owner=OWNER) == ()
    store.forget_deleted()
    store.restore("a", owner=OWNER)
    assert store.load("a", owner=OWNER).conversation == TALK


def test_what_was_deleted_long_ago_is_gone(
    store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    store.save("a", TALK, owner=OWNER)
    store.delete("a", owner=OWNER)
    monkeypatch.setattr("ui.history.store.UNDO_WINDOW", timedelta(seconds=-1))
    store.forget_deleted()
    store.restore("a", owner=OWNER)
    assert store.entries(owner=OWNER) == ()


def test_all_chats_of_an_owner_are_deleted_for_good(store: ConversationStore) -> None:
    store.save("a", TALK, owner=OWNER)
    store.save("b", TALK, owner="two")
    store.delete_all(owner=OWNER)
    store.restore("a", owner=OWNER)
    assert store.entries(owner=OWNER) == ()
    assert len(store.entries(owner="two")) == 1


def test_a_damaged_file_is_set_aside_and_a_new_one_begun(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database" * 100)
    store = ConversationStore(tmp_path)
    store.save("a", TALK, owner=OWNER)
    assert len(store.entries(owner=OWNER)) == 1
    (aside,) = tmp_path.glob("*.damaged-*")
    assert aside.read_bytes().startswith(b"not a database")


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"form": 1}', '{"form": 1, "conversation": {"exchanges": [{}]}}']
)
def test_a_damaged_conversation_is_told_clearly(content: str) -> None:
    with pytest.raises(BriefingError, match="damaged"):
        from_json(content)


def test_a_later_form_is_not_misread() -> None:
    with pytest.raises(BriefingError, match="another version"):
        from_json('{"form": 99, "conversation": {}}')


def test_a_folder_that_cannot_be_made_is_told_clearly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = ConversationStore(tmp_path / "file" / "conversations")
    with pytest.raises(BriefingError, match="cannot be read or written"):
        store.save("a", TALK, owner=OWNER)


def test_two_processes_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests'); from pathlib import Path;"
        "from test_ui_history import ConversationStore, TALK;"
        "store = ConversationStore(Path(sys.argv[1]));"
        "[store.save(f'{sys.argv[2]}{n}', TALK, owner='one') for n in range(20)]"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path), name]) for name in "ab"
    ]
    assert [one.wait(60) for one in running] == [0, 0]
    assert len(ConversationStore(tmp_path).entries(owner="one")) == 40


def test_who_meets_the_damage_second_leaves_the_new_file_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database, " * 400)
    store = ConversationStore(tmp_path)
    store.save("a", TALK, owner=OWNER)
    # What another process does that read the damaged file before it was set aside.
    store._set_aside()
    assert [one.conversation_id for one in store.entries(owner=OWNER)] == ["a"]


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 20


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize(
    ("text", "moved"),
    [
        (RIVER.document.text, []),
        (RIVER.document.text.replace("48", "49"), [COST]),
        (None, [COST, RAISED]),
    ],
    ids=["as it was", "one sentence changed", "gone"],
)
def test_a_citation_whose_place_says_something_else_is_told(
    text: str | None, moved: list[Citation], kept: bool
) -> None:
    def document(doc_id: str) -> Document:
        if text is None:
            raise UnknownDocumentError(doc_id)
        return replace(RIVER.document, text=text)

    def version(doc_id: str, sha256: str) -> Document:
        if not kept or sha256 != RIVER.document.sha256:
            raise UnknownDocumentError(doc_id)
        return RIVER.document

    became = Moved.EARLIER if kept else Moved.LOST
    assert checked(TALK, document, version).moved == {place_of(one): became for one in moved}


def test_a_citation_that_names_no_version_is_lost_when_its_document_changes() -> None:
    nameless = replace(COST, sha256="")
    changed = replace(RIVER.document, text=RIVER.document.text.replace("48", "49"))
    sound = checked(asked(quoting("", nameless)), lambda _: changed, lambda *_: RIVER.document)
    assert sound.moved == {place_of(nameless): Moved.LOST}


def test_damage_inside_the_file_is_told_once_and_a_new_list_begun(
    store: ConversationStore, tmp_path: Path
) -> None:
    for number in range(60):
        store.save(f"{number}", TALK, owner=OWNER)
    file = tmp_path / "conversations" / FILE
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = file.read_bytes()
    file.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    with pytest.raises(BriefingError):
        store.entries(owner=OWNER, search="wall")
    assert store.entries(owner=OWNER) == ()
    store.save("new", TALK, owner=OWNER)
    assert [one.conversation_id for one in store.entries(owner=OWNER)] == ["new"]
    assert any(b"\xff" * 4096 in one.read_bytes() for one in file.parent.glob("*.damaged-*"))


@pytest.mark.parametrize("search", ["quien cafe", "CAFÉ", "pago caf"])
def test_words_are_found_without_their_accents_and_in_any_order(
    store: ConversationStore, search: str
) -> None:
    store.save("one", asked(quoting("¿Quién pagó el café?", COST)), owner=OWNER)
    assert len(store.entries(owner=OWNER, search=search)) == 1
