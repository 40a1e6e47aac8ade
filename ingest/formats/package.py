"""Files that are zip archives of XML (Office, OpenDocument, EPUB), opened with limits."""

import io
import re
import zipfile
import zlib

from lxml import etree

from ingest.formats.piece import RefusedError

# A long report's XML has some 20 MB; what unpacks to more was made to.
MAX_UNPACKED = 200 * 1024 * 1024
# A book of a thousand chapters has fewer parts.
MAX_PARTS = 10_000
# What libraries raise for parts that are missing, cut off or of another form.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    OSError,
    EOFError,
    RuntimeError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    SyntaxError,
)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_XML = (".xml", ".rels", ".opf", ".ncx", ".xhtml", ".html", ".htm")
# What encrypted Office files, and those of before 2007, begin with.
_COMPOUND = b"\xd0\xcf\x11\xe0"


def open_package(content: bytes, suffix: str, *, unpacked: int = MAX_UNPACKED) -> zipfile.ZipFile:
    """Return the archive that a file is.

    Sizes are those that the archive states: `zipfile` unpacks no more than is stated.

    Args:
        content: of the file.
        suffix: of the kind that it should be, for what mends it.
        unpacked: bytes that it may unpack to.

    Raises:
        RefusedError: it is encrypted, unpacks to too much, or its XML defines entities.
        zipfile.BadZipFile: it is no archive.

    """
    if content.startswith(_COMPOUND):
        kind = f"it is encrypted, or no {suffix} but an older format under that name"
        raise RefusedError(kind, f"save it as {suffix} without a password")
    packed = zipfile.ZipFile(io.BytesIO(content))
    parts = packed.infolist()
    if len(parts) > MAX_PARTS or sum(one.file_size for one in parts) > unpacked:
        limit = unpacked // (1024 * 1024)
        raise RefusedError(
            f"it unpacks to more than {limit} MB or {MAX_PARTS} parts", "remove what is not text"
        )
    if any(one.flag_bits & 1 for one in parts):
        raise RefusedError("it is encrypted", f"save it as {suffix} without a password")
    # A page of a book may name the type of its document; no part may define entities.
    forbidden = _ENTITY if suffix == ".epub" else _DOCTYPE
    for one in parts:
        if one.filename.casefold().endswith(_XML) and forbidden.search(packed.read(one)):
            raise RefusedError("its XML defines entities", f"save it anew as {suffix}")
    return packed


def parse_xml(content: bytes) -> etree._Element:
    """Return the root of a part; entities are not resolved, and nothing is fetched."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
