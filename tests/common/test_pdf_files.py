"""Uploads that claim to be PDF: whole and harmless ones pass, everything else is named."""

import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.pdf_files import MOST_BYTES, MOST_INFLATED, PdfFaultError, check

TRAILER = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R >>\nstartxref\n9\n%%EOF"


def pdf(*objects: bytes, version: bytes = b"1.7", trailer: bytes = TRAILER) -> bytes:
    """A small file with these objects."""
    numbered = (b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    return b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n" + b"".join(numbered) + trailer


def stream(content: bytes, kind: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (kind, len(content), content)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [] /Count 0 >>"
OBJECTS = b"/Type /ObjStm /Filter /FlateDecode"
SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
GOOD = {
    "plain": pdf(CATALOG, PAGES),
    "of version 2": pdf(CATALOG, version=b"2.0"),
    "with line ends after it": pdf(CATALOG) + b"\r\n\r\n",
    "with a page to open at": pdf(b"<< /Type /Catalog /OpenAction [3 0 R /Fit] >>"),
    "with random bytes like a name": pdf(CATALOG, stream(b"x/JS (\xff/Launch ")),
    "with compressed objects": pdf(CATALOG, stream(zlib.compress(PAGES), OBJECTS)),
    "with a font called JSans": pdf(b"<< /BaseFont /JSans /Name /LaunchPad >>"),
    "with links": pdf(b"<< /S /URI /URI (https://example.com) >>"),
    "saved twice": pdf(CATALOG) + b"\n" + TRAILER,
}
BAD = {
    "no_pdf": {
        "empty": b"",
        "picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        "page": b"<!DOCTYPE html><script>alert(1)</script>",
        "page before it": b"<script>alert(1)</script>" + pdf(CATALOG),
        "blank before it": b"\n" + pdf(CATALOG),
        "archive": b"PK\x03\x04" + b"\0" * 100,
        "program": b"MZ" + b"\0" * 100,
        "PostScript": b"%!PS-Adobe-3.0\n%%EOF",
        "version 9": pdf(CATALOG, version=b"9.0"),
        "drawing": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "Japanese text": "資料".encode("cp932"),
        "only a mark": b"%PDF-",
    },
    "incomplete": {
        "cut off": pdf(CATALOG, PAGES)[:-40],
        "only a head": b"%PDF-1.7\n",
        "without a table": pdf(CATALOG, trailer=b"%%EOF"),
        "archive after it": pdf(CATALOG) + b"\nPK\x03\x04" + b"\0" * 30 + b"PK\x05\x06",
        "page after it": pdf(CATALOG) + b"\n<script>alert(1)</script>",
    },
    "protected": {
        "password": pdf(CATALOG, trailer=TRAILER.replace(b"/Size 1", b"/Size 1 /Encrypt 5 0 R")),
        "password with a hidden name": pdf(CATALOG, trailer=TRAILER.replace(b"/Size 1", b"/#45ncrypt 5 0 R")),
    },
    "active": {
        "script": pdf(CATALOG, SCRIPT),
        "script with a hidden name": pdf(CATALOG, b"<< /S /J#61vaScript /J#53 (x) >>"),
        "script in compressed objects": pdf(CATALOG, stream(zlib.compress(SCRIPT), OBJECTS)),
        "script in objects of a disguised kind": pdf(
            CATALOG, stream(zlib.compress(SCRIPT), b"/Type /Obj#53tm /Filter /FlateDecode")
        ),
        "script in objects described at length": pdf(
            CATALOG, stream(zlib.compress(SCRIPT), OBJECTS + b" " * 500)
        ),
        "script in objects packed twice": pdf(
            CATALOG,
            stream(
                zlib.compress(SCRIPT).hex().encode() + b">",
                b"/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]",
            ),
        ),
        "objects packed in a way said elsewhere": pdf(
            CATALOG, stream(zlib.compress(SCRIPT).hex().encode(), b"/Type /ObjStm /Filter 9 0 R")
        ),
        "script between comments like a stream": pdf(b"%stream\n" + SCRIPT + b"\n%endstream\n"),
        "script in plain objects": pdf(CATALOG, stream(SCRIPT, b"/Type /ObjStm")),
        "program to start": pdf(b"<< /OpenAction << /S /Launch /F (calc.exe) >> >>"),
        "file inside": pdf(b"<< /Type /EmbeddedFile >>"),
        "files inside": pdf(b"<< /Names << /EmbeddedFiles 3 0 R >> >>"),
        "film": pdf(b"<< /Subtype /RichMedia >>"),
        "form that sends": pdf(b"<< /S /SubmitForm /F (https://example.com) >>"),
        "data taken in": pdf(b"<< /S /ImportData >>"),
    },
    "too_large": {"one byte more": pdf(CATALOG).ljust(MOST_BYTES + 1, b"\n")},
}
FAULTY = [(fault, name, content) for fault, files in BAD.items() for name, content in files.items()]


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_whole_and_harmless_file_passes(content):
    check(content)


@pytest.mark.parametrize(
    ("fault", "name", "content"), FAULTY, ids=[name for _fault, name, _content in FAULTY]
)
def test_fault_is_named(fault, name, content):
    with pytest.raises(PdfFaultError) as refusal:
        check(content)

    assert refusal.value.fault == fault


def test_largest_file_passes():
    room = MOST_BYTES - len(pdf(CATALOG, stream(b"")))
    largest = pdf(CATALOG, stream(b"x" * (room - 7)))

    check(largest)

    assert len(largest) == MOST_BYTES


def test_objects_that_swell_are_not_unpacked_without_end():
    bomb = pdf(CATALOG, stream(zlib.compress(b"\0" * (MOST_INFLATED + 1)), OBJECTS))

    with pytest.raises(PdfFaultError):
        check(bomb)


def test_beginnings_without_an_end_are_read_in_one_go():
    before = time.process_time()

    check(pdf(b"stream\n" * 2_000_000))

    assert time.process_time() - before < 5  # seconds: one pattern over all of it takes hours


@given(st.binary(max_size=2000))
def test_anything_else_is_refused_and_never_fails_otherwise(content):
    for candidate in (content, b"%PDF-1.7\n" + content):
        with pytest.raises(PdfFaultError):
            check(candidate)
