"""Text recognition (OCR) of a page without a text layer, by Tesseract where it is installed."""

import io
import os
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2 as pdfium
from lxml import etree

from ingest.formats.package import parse_xml
from ingest.formats.pdf_page import Line
from ingest.formats.tesseract import PROGRAM

# Those that the product reads; the more are tried at once the longer a page takes.
LANGUAGES = ("eng", "spa", "por")

# What Tesseract's own guide asks for; a poster is rendered smaller.
DOTS_PER_INCH = 300
POINTS_PER_INCH = 72
MAX_PIXELS = 40_000_000

# A dense page takes some five seconds on a slow core.
PAGE_SECONDS = 90
# Of a word, in percent: below it Tesseract sees specks and pictures.
LEAST_SURE = 30
# Of all words of a page; below it what was read is not text.
LEAST_SURE_OF_PAGE = 55
# Heights of lines in one type differ so much with the letters in them.
SAME_SIZE = 0.15
SAME_HEADING = 0.12

_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was made of a document's pages."""

    lines: dict[int, list[Line]]
    """By page; empty where a picture holds no text."""
    languages: tuple[str, ...]
    """That were looked for."""
    unread: tuple[int, ...]
    """Pages that the time did not suffice for, or that Tesseract failed on."""


def recognise(document: pdfium.PdfDocument, pages: Sequence[int], *, seconds: float) -> Recognised:
    """Read pages, numbered from 1, as pictures, for at most so many seconds."""
    languages = installed_languages()
    ends = time.monotonic() + seconds
    lines: dict[int, list[Line]] = {}
    unread: list[int] = []
    for number in pages:
        left = ends - time.monotonic()
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            # Damaged: there is nothing to see.
            lines[number] = []
            continue
        read = _read(page, number, languages, seconds=left) if left > 0 else None
        if read is None:
            unread.append(number)
        else:
            lines[number] = read
    return Recognised(_alike(lines), languages, tuple(unread))


def installed_languages() -> tuple[str, ...]:
    """Return those of `LANGUAGES` that Tesseract has, or whatever it has."""
    listed = subprocess.run(  # noqa: S603 - our own arguments, no shell
        [PROGRAM, "--list-langs"],
        capture_output=True,
        text=True,
        timeout=PAGE_SECONDS,
        check=False,
    )
    names = [line.strip() for line in listed.stdout.splitlines()[1:] if line.strip() != "osd"]
    return tuple(name for name in LANGUAGES if name in names) or tuple(names[:1])


def _read(
    page: pdfium.PdfPage, number: int, languages: Sequence[str], *, seconds: float
) -> list[Line] | None:
    """Return the lines of a page, or None where Tesseract does not come to an end."""
    height = page.get_height()
    scale = DOTS_PER_INCH / POINTS_PER_INCH
    scale = min(scale, (MAX_PIXELS / max(page.get_width() * height, 1)) ** 0.5)
    picture = io.BytesIO()
    page.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG")
    command = [PROGRAM, "stdin", "stdout", "--dpi", str(round(scale * POINTS_PER_INCH))]
    if languages:
        command += ["-l", "+".join(languages)]
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments, no shell
            [*command, "hocr"],
            input=picture.getvalue(),
            capture_output=True,
            # On few processors its threads wait for each other: a page takes five times as long.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            timeout=min(PAGE_SECONDS, seconds),
            check=False,
        )
        if done.returncode:
            return None
        return list(_lines(parse_xml(done.stdout), number, scale=scale, height=height))
    except (subprocess.TimeoutExpired, OSError, etree.LxmlError):
        return None


def _lines(root: etree._Element, page: int, *, scale: float, height: float) -> Iterator[Line]:
    """Yield the lines that Tesseract found, in its order, each block a column of its own."""
    words = root.xpath("//*[@class='ocrx_word']")
    if not words or median(map(_sureness, words)) < LEAST_SURE_OF_PAGE:
        return
    for block, area in enumerate(root.xpath("//*[@class='ocr_carea']")):
        for line in area.xpath(
            ".//*[starts-with(@class, 'ocr_') and @title][.//*[@class='ocrx_word']]"
        ):
            size, box = _SIZE.search(line.get("title")), _BOX.search(line.get("title"))
            if size is None or box is None:
                # A paragraph, which holds lines.
                continue
            said = [
                "".join(word.itertext()).strip()
                for word in line.iterdescendants()
                if word.get("class") == "ocrx_word" and _sureness(word) >= LEAST_SURE
            ]
            if text := " ".join(filter(None, said)):
                left, _, right, bottom = (int(number) / scale for number in box.groups())
                points = float(size[1]) / scale
                yield Line(text, left, right, height - bottom, points, False, page, column=block)


def _sureness(word: etree._Element) -> int:
    found = _SURE.search(word.get("title") or "")
    return int(found[1]) if found else 0


def _alike(pages: dict[int, list[Line]]) -> dict[int, list[Line]]:
    """Give lines of about one size that very size: letters' heights are no type sizes."""
    sizes = [line.size for lines in pages.values() for line in lines for _ in line.text.split()]
    if not sizes:
        return pages
    usual = median(sizes)
    types = {size: usual for size in sizes if abs(size / usual - 1) <= SAME_SIZE}
    for size in sorted(set(sizes) - types.keys()):
        like = (known for known in types.values() if 0 <= size / known - 1 <= SAME_HEADING)
        types[size] = next(like, size)
    return {
        number: [replace(line, size=types[line.size]) for line in lines]
        for number, lines in pages.items()
    }
