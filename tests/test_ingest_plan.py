import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from ingest.plan import MAX_ID_CHARACTERS, Plan, make_plan, new_document_id
from ingest.version import Entry


def write(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def entry(path: Path, text: str) -> Entry:
    return Entry(
        doc_id=path.stem,
        title=path.stem,
        source=str(path),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        record=path.stem,
        language="en",
        characters=len(text),
        passages=1,
    )


def summary(plan: Plan) -> dict[str, list[str]]:
    """Return the plan by names, without what is empty."""
    lists = {
        "new": [task.doc_id for task in plan.tasks if not task.is_update],
        "update": [task.doc_id for task in plan.tasks if task.is_update],
        "copies": [path.name for task in plan.tasks for path in task.copies],
        "superseded": [one.doc_id for task in plan.tasks for one in task.superseded],
        "unchanged": [f"{one.doc_id} in {Path(one.source).name}" for one in plan.unchanged],
        "removed": [one.doc_id for one in plan.removed],
        "untouched": [one.doc_id for one in plan.untouched],
        "skipped": [Path(one.path).name for one in plan.skipped],
        "warned": [Path(one.split(" is a copy of ")[0]).name for one in plan.warnings],
    }
    return {name: found for name, found in lists.items() if found}


@pytest.mark.parametrize(
    ("known", "files", "expected"),
    [
        ({}, {"a.md": "A"}, {"new": ["a"]}),
        ({"a.md": "A"}, {"a.md": "A"}, {"unchanged": ["a in a.md"]}),
        ({"a.md": "A"}, {"a.md": "B"}, {"update": ["a"]}),
        ({"a.md": "A"}, {}, {"removed": ["a"]}),
        ({"a.md": "A"}, {"z.md": "A"}, {"unchanged": ["a in z.md"]}),
        ({}, {"a.md": "A", "b.md": "A"}, {"new": ["a"], "copies": ["b.md"]}),
        # Two documents that come to say the same.
        (
            {"a.md": "A", "b.md": "B"},
            {"a.md": "C", "b.md": "C"},
            {"update": ["a"], "copies": ["b.md"], "superseded": ["b"]},
        ),
        # The copy sorts before the file that the document came from.
        (
            {"m.md": "M"},
            {"a.md": "M", "m.md": "M"},
            {"unchanged": ["m in m.md"], "warned": ["a.md"]},
        ),
        # A document became a copy of another: its old text is in no file any more.
        (
            {"a.md": "A", "b.md": "B"},
            {"a.md": "A", "b.md": "A"},
            {"unchanged": ["a in a.md"], "removed": ["b"], "warned": ["b.md"]},
        ),
        # mv b.md a.md
        ({"a.md": "A", "b.md": "B"}, {"a.md": "B"}, {"unchanged": ["b in a.md"], "removed": ["a"]}),
        # A changed document whose old text was saved under another name.
        ({"a.md": "A"}, {"a.md": "B", "old.md": "A"}, {"new": ["old"], "update": ["a"]}),
        ({"a.md": "A", "b.md": "B"}, {"a.md": "B", "b.md": "A"}, {"update": ["a", "b"]}),
    ],
)
def test_every_file_and_document_has_its_place(
    tmp_path: Path,
    known: Mapping[str, str],
    files: Mapping[str, str],
    expected: Mapping[str, list[str]],
) -> None:
    folder = write(tmp_path / "docs", files)
    entries = [entry(folder / name, text) for name, text in known.items()]
    assert summary(make_plan([folder], entries)) == expected


def test_documents_from_elsewhere_are_left_alone(tmp_path: Path) -> None:
    here, there = write(tmp_path / "here", {"a.md": "A"}), tmp_path / "there"
    assert summary(make_plan([here], [entry(there / "gone.md", "B")])) == {
        "new": ["a"],
        "untouched": ["gone"],
    }


def test_a_copy_of_a_file_elsewhere_is_not_kept_twice(tmp_path: Path) -> None:
    there = write(tmp_path / "there", {"b.md": "B"})
    here = write(tmp_path / "here", {"a.md": "B"})
    plan = make_plan([here / "a.md"], [entry(there / "b.md", "B")])
    assert summary(plan) == {"untouched": ["b"], "warned": ["a.md"]}
    assert str(there / "b.md") in plan.warnings[0]


def test_a_file_that_a_folder_hides_but_someone_named_is_not_gone(tmp_path: Path) -> None:
    folder = write(tmp_path / "docs", {"README.md": "R"})
    known = [entry(folder / "README.md", "R")]
    assert summary(make_plan([folder], known)) == {"untouched": ["README"]}


def test_a_file_that_is_named_and_missing_is_skipped_with_its_document_kept(tmp_path: Path) -> None:
    known = [entry(tmp_path / "a.md", "A")]
    plan = make_plan([tmp_path / "a.md"], known)
    assert summary(plan) == {"untouched": ["a"], "skipped": ["a.md"]}
    assert "no such file" in plan.skipped[0].reason


def test_a_folder_reached_by_a_link_is_the_folder_itself(tmp_path: Path) -> None:
    folder = write(tmp_path / "docs", {"a.md": "A"})
    link = tmp_path / "link"
    link.symlink_to(folder)
    known = [entry(folder / "a.md", "A"), entry(folder / "gone.md", "G")]
    assert summary(make_plan([link], known)) == {"unchanged": ["a in a.md"], "removed": ["gone"]}


def test_nothing_is_removed_from_a_folder_that_cannot_be_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def walk(top: Path, onerror: object) -> Iterator[None]:
        assert callable(onerror)
        onerror(PermissionError(13, "Permission denied", str(top)))
        yield None

    folder = write(tmp_path / "docs", {})
    monkeypatch.setattr(os, "walk", walk)
    plan = make_plan([folder], [entry(folder / "a.md", "A")])
    assert summary(plan) == {"untouched": ["a"], "skipped": ["docs"]}


def test_a_pipe_is_refused_without_being_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    plan = make_plan([tmp_path / "pipe.md"], [])
    assert "pipe" in plan.skipped[0].reason


@pytest.mark.parametrize(
    ("name", "taken", "doc_id"),
    [
        ("Mano Dura (2024).md", (), "mano-dura-2024"),
        ("São_Paulo.md", (), "sao-paulo"),
        ("a.md", ("a", "a-2"), "a-3"),
        ("港.md", (), "document"),
        ("x" * 200 + ".md", (), "x" * MAX_ID_CHARACTERS),
    ],
)
def test_a_document_id_is_readable_and_its_own(
    name: str, taken: tuple[str, ...], doc_id: str
) -> None:
    assert new_document_id(Path(name), taken) == doc_id
