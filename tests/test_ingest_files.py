import hashlib
import os
from pathlib import Path

import pytest

from ingest.errors import UnreadableFileError
from ingest.files import MAX_BYTES, find_files, read_text


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_folder_stands_for_its_text_files_at_any_depth_in_order(tmp_path: Path) -> None:
    names = ["b.txt", "a.MD", "deep/er/c.markdown", "README.md", "deep/readme.md", "d.mobi"]
    hidden = [".hidden.md", ".git/e.md"]
    for name in names + hidden:
        written(tmp_path, name, b"text")
    found = [str(path.relative_to(tmp_path.resolve())) for path in find_files([tmp_path])]
    assert found == ["a.MD", "b.txt", "deep/er/c.markdown"]


def test_a_named_file_is_found_once_whatever_its_name(tmp_path: Path) -> None:
    readme = written(tmp_path, "README.md", b"text")
    pdf = written(tmp_path, "report.pdf", b"%PDF")
    assert find_files([readme, pdf, readme, tmp_path]) == (readme.resolve(), pdf.resolve())


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="gone\\.md: no such file or folder"):
        find_files([tmp_path / "gone.md"])


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Año “nuevo”.".encode(), "utf-8"),
        ("Año “nuevo”.".encode("utf-8-sig"), "utf-8-sig"),
        ("Año “nuevo”.".encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + "Año “nuevo”.".encode("utf-16-be"), "utf-16"),
        ("Año “nuevo”.".encode("utf-32"), "utf-32"),
    ],
)
def test_text_in_a_stated_encoding_is_read_without_a_warning(
    tmp_path: Path, content: bytes, encoding: str
) -> None:
    decoded = read_text(written(tmp_path, "a.txt", content))
    assert (decoded.text, decoded.encoding, decoded.warnings) == ("Año “nuevo”.", encoding, ())
    assert decoded.sha256 == hashlib.sha256(content).hexdigest()


def test_windows_text_is_read_with_a_warning_that_names_the_guess(tmp_path: Path) -> None:
    text = "El presidente dijo: “El año que viene habrá más policías en la región”."
    decoded = read_text(written(tmp_path, "a.txt", text.encode("cp1252")))
    assert decoded.text == text
    assert "Windows-1252 by guess" in decoded.warnings[0]


def test_line_ends_become_line_feeds(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, "a.md", b"a\r\nb\rc\n")).text == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "it is empty"),
        ("blank.txt", b" \n\t \n", "it is empty"),
        ("marks.md", b"---\n***\n", "holds no word"),
        ("nul.txt", b"some\0text", "NUL bytes"),
        ("bare16.txt", "text".encode("utf-16-le"), "NUL bytes"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\xff\xfe\x01\x02", "not Windows-1252 text either"),
        ("russian.txt", "Привет, как дела сегодня?".encode("koi8-r"), "not Windows-1252"),
        ("cut16.txt", b"\xff\xfea\x00b", "not utf-16"),
        ("report.mobi", b"PK", r"\.mobi is not read; only \.md, \.markdown, \.txt, \.csv, "),
        ("Makefile", b"all:", "a name without an ending is not read"),
    ],
)
def test_what_is_not_readable_text_is_refused_by_name(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    with pytest.raises(UnreadableFileError, match=message) as caught:
        read_text(written(tmp_path, name, content))
    assert name in str(caught.value)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="it is a folder"):
        read_text(tmp_path)
    with pytest.raises(UnreadableFileError, match="no such file"):
        read_text(tmp_path / "gone.txt")


def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableFileError, match="a device or a pipe"):
        read_text(tmp_path / "pipe.txt")


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(UnreadableFileError, match="the limit is 50 MB"):
        read_text(path)
