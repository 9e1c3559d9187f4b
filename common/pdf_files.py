"""Whether an upload is a PDF that may be handed on: whole, readable by all, and without anything that acts.

Pure: bytes in. This is no parser: a file is kept as it came and only ever served as a download.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Literal

MOST_BYTES = 20 * 1024 * 1024
MOST_INFLATED = 100 * 1024 * 1024  # of all objects that are stored compressed
TAIL = 2048

Fault = Literal["too_large", "no_pdf", "incomplete", "protected", "active"]
BEGIN = re.compile(rb"%PDF-[12]\.\d")
STREAM_BEGINS = re.compile(rb"stream\r?\n")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")  # /J#53 is /JS
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData)(?![A-Za-z0-9])")
ACTS = re.compile(rb"/S\s*/(JavaScript|Launch|SubmitForm|ImportData)(?![A-Za-z0-9])")
PACKING = re.compile(rb"/(\w+Decode|DecodeParms)(?![A-Za-z0-9])")
PROTECTED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")


class PdfFaultError(ValueError):
    """What speaks against a file."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def check(content: bytes) -> None:
    """Raise PdfFaultError unless `content` is a whole PDF without a password that does nothing by itself."""
    if len(content) > MOST_BYTES:
        raise PdfFaultError("too_large")
    # At the very beginning: a page or an archive before it would be opened instead.
    if not BEGIN.match(content):
        raise PdfFaultError("no_pdf")
    end = content[-TAIL:].rstrip(b" \t\r\n\0")
    if not end.endswith(b"%%EOF") or b"startxref" not in end:  # nor anything after it
        raise PdfFaultError("incomplete")
    for part in _objects(content):
        if PROTECTED.search(part):
            raise PdfFaultError("protected")
        if ACTIVE.search(part):
            raise PdfFaultError("active")
    if ACTS.search(_written_out(content)):  # a comment can make objects look like a stream
        raise PdfFaultError("active")


def _objects(content: bytes) -> Iterator[bytes]:
    """What stands outside of streams, and in those that hold objects, with names written out."""
    left = MOST_INFLATED
    # Cut, not searched by one pattern: a file of beginnings without an end would take hours.
    *parts, rest = content.split(b"endstream")
    for part in parts:
        outside, *inside = STREAM_BEGINS.split(part, maxsplit=1)
        written = _written_out(outside)
        yield written
        if inside and b"/ObjStm" in written:
            objects = _inflated(inside[0], left) if _is_packed(written) else inside[0]
            left -= len(objects)
            yield _written_out(objects)
    yield _written_out(rest)


def _written_out(part: bytes) -> bytes:
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def _is_packed(described: bytes) -> bool:
    """Whether the objects of a stream are deflated; raises PdfFaultError where they are packed otherwise."""
    if b"/Filter" not in described:
        return False
    if PACKING.findall(described) != [b"FlateDecode"]:
        raise PdfFaultError("active")
    return True


def _inflated(stream: bytes, most: int) -> bytes:
    """The objects of a stream; raises PdfFaultError where they cannot be looked through, or are too many."""
    unpacking = zlib.decompressobj()
    try:
        objects = unpacking.decompress(stream, max(most, 1))  # 0 is without end
    except zlib.error:
        raise PdfFaultError("active") from None
    if unpacking.unconsumed_tail:
        raise PdfFaultError("active")
    return objects
