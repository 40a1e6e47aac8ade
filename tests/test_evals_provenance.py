import subprocess

import pytest

from evals.provenance import commit_of, corpus_fingerprint


@pytest.mark.parametrize(
    "other",
    [{"a": "one", "b": "twO"}, {"a": "one", "c": "two"}, {"a": "onebtwo"}, {"a": "one"}, {}],
)
def test_the_fingerprint_changes_with_any_text_or_id(other):
    assert corpus_fingerprint({"a": "one", "b": "two"}) != corpus_fingerprint(other)


def test_the_fingerprint_is_the_same_in_any_order():
    forwards = corpus_fingerprint({"a": "one", "b": "two"})
    assert forwards == corpus_fingerprint({"b": "two", "a": "one"})


def git(folder, *arguments):
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


def test_the_commit_is_that_of_the_repository_that_tracks_the_file(tmp_path):
    file = tmp_path / "code.py"
    file.write_text("first", encoding="utf-8")
    assert commit_of(file) is None
    git(tmp_path, "init", "-q")
    assert commit_of(file) is None
    git(tmp_path, "add", "code.py")
    git(tmp_path, "commit", "-q", "-m", "First")
    commit = git(tmp_path, "rev-parse", "HEAD")
    assert commit_of(file) == commit
    file.write_text("second", encoding="utf-8")
    assert commit_of(file) == f"{commit}-dirty"
