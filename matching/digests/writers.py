"""Who writes which digest: given all readers of a batch, a function that writes for one of them."""

from collections.abc import Callable

from mail.subscription import Kind
from matching.digests import desk, members
from matching.digests.items import Reader
from matching.digests.writing import Written

Writer = Callable[[Reader], Written | None]
WRITERS: dict[Kind, Callable[[list[Reader]], Writer]] = {
    Kind.SUGGESTIONS: members.writer,
    Kind.DESK: desk.writer,
}
