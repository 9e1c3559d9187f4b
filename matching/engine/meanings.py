"""The meaning of a profile's parts as vectors of the encoder, small enough to be stored.

The whole has two views, added up: its text as it is, and the labels of the concepts found in it. The labels
say the same in all languages, and nothing of how a text is written.
"""

import base64
import math
import re
from collections.abc import Sequence

import numpy as np

from matching.engine.encoder import DIMENSIONS, Encoder, Meaning
from matching.engine.profiles import Part, ProfileTexts

SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？\n])\s*")
SENTENCES_READ = 40  # of one text; more do not change its mean
TECHNOLOGY_SHARE = 0.3  # beside the description
CONCEPTS_SHARE = 1.0  # of the concepts beside a text that names very many of them,
ENOUGH_CONCEPTS = 10.0  # and 0.7 of it where so many are named: a few prove little
PRIOR_PROFILES = 5  # with so few profiles of a language, half of their mean is taken off


def meanings_of(texts: ProfileTexts, encoder: Encoder, said: Meaning, near: Meaning) -> dict[Part, str]:
    """The packed vector of each part that has a text.

    `said` and `near` are the labels of the concepts that the whole names and is near to, added up.
    """
    sentences = sentences_of(texts.description)[:SENTENCES_READ]
    technologies = [", ".join(texts.technologies)] if any(map(str.strip, texts.technologies)) else []
    groups = {
        "whole": [texts.description] if sentences else [],
        "sentences": sentences,
        "technologies": technologies,
        "offers": [text for text in texts.offers if text.strip()],
        "seeks": [text for text in texts.seeks if text.strip()],
    }
    vectors = encoder.encode([text for group in groups.values() for text in group])
    means, start = {}, 0
    for name, group in groups.items():
        means[name] = unit(vectors[start : start + len(group)].sum(axis=0))
        start += len(group)
    text = means["whole"] + means["sentences"] + TECHNOLOGY_SHARE * means["technologies"]
    overall = with_concepts(unit(text), said, near) if text.any() else text
    parts: dict[Part, Meaning] = {"overall": overall, "offers": means["offers"], "seeks": means["seeks"]}
    return {part: pack(unit(vector)) for part, vector in parts.items() if vector.any()}


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, or the lines of a list, in order."""
    return [part for part in SENTENCE_END.split(text) if part.strip()]


def with_concepts(text: Meaning, said: Meaning, near: Meaning) -> Meaning:
    """The meaning of a text and of its concepts, which count the more the more are said and not only near."""
    length = float(np.linalg.norm(said))
    share = CONCEPTS_SHARE * length / math.hypot(length, ENOUGH_CONCEPTS)
    return np.asarray(text + share * unit(said + near), dtype=np.float32)


def centre_of(packed: Sequence[str]) -> str:
    """The mean of stored vectors, drawn towards zero when they are few; what all of a language share."""
    total = sum((unpack(text) for text in packed), start=np.zeros(DIMENSIONS, dtype=np.float32))
    return pack(np.asarray(total / (len(packed) + PRIOR_PROFILES), dtype=np.float32))


def centred(packed: str, centre: str) -> Meaning:
    """(DIMENSIONS,) a stored vector without what its language shares, as a unit."""
    return unit(unpack(packed) - unpack(centre))


def unit(vector: Meaning) -> Meaning:
    """The vector with length 1; zeros stay zeros."""
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length if length else vector, dtype=np.float32)


def pack(vector: Meaning) -> str:
    """A vector as text: half precision is plenty for a cosine."""
    return base64.b64encode(vector.astype("<f2").tobytes()).decode("ascii")


def unpack(text: str) -> Meaning:
    """The vector that `pack` wrote."""
    return np.frombuffer(base64.b64decode(text), dtype="<f2").astype(np.float32)


def stacked(packed: Sequence[str]) -> Meaning:
    """(vectors, DIMENSIONS) stored vectors as rows; an empty text is a row of zeros."""
    rows = np.zeros((len(packed), DIMENSIONS), dtype=np.float32)
    for row, text in zip(rows, packed, strict=True):
        if text:
            row[:] = unpack(text)
    return rows
