"""The digest of members of companies."""

from collections.abc import Callable

from matching.digests.content import content_for, load
from matching.digests.items import Reader
from matching.digests.writing import Written, write


def writer(readers: list[Reader]) -> Callable[[Reader], Written | None]:
    """Ask the database once for all readers; the answer writes one's digest, None where there is nothing."""
    loaded = load(readers)

    def written(reader: Reader) -> Written | None:
        content = content_for(reader, loaded)
        return None if content.is_empty else write(reader, content)

    return written
