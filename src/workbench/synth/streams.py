"""Random streams, each addressed by seed, purpose and block: a new purpose never shifts an old draw."""

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random.bit_generator import ISeedSequence

from .parameters import Parameters

SIZE = 256  # families drawn together; always whole, and cut afterwards
DAYS = 30.4375  # days of an average month


def stream(seed: int, purpose: str, block: int = 0) -> np.random.Generator:
    """Open the stream of a purpose in a block of families."""
    digest = hashlib.blake2b(f"{seed}|{purpose}|{block}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(_Key(digest)))  # type: ignore[arg-type]


class _Key(ISeedSequence):
    """Gives a stream its key as it is; `Philox(key=…)` would ask the system for randomness first, and take longer."""

    def __init__(self, key: bytes) -> None:
        self.key = key

    def generate_state(self, n_words: int, dtype: Any = np.uint32) -> np.ndarray:
        return np.frombuffer(self.key, dtype=dtype)


@dataclass(frozen=True, eq=False)
class Block:
    """One block of families: its numbers, its seed, and which block it is."""

    numbers: Parameters
    seed: int
    place: int

    def stream(self, purpose: str) -> np.random.Generator:
        """Open the stream of a purpose in this block."""
        return stream(self.seed, purpose, self.place)


def choose(draws: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Turn uniform draws into places of a list with those shares (last axis; they need not sum to 1)."""
    edges = np.cumsum(shares, axis=-1)
    edges = edges[..., :-1] / edges[..., -1:]
    if edges.ndim == 1:
        return np.searchsorted(edges, draws, side="right").astype(np.int8)
    return (draws[..., None] >= edges).sum(axis=-1).astype(np.int8)


def months(days: np.ndarray) -> np.ndarray:
    """Months, to three decimals: different days stay different."""
    return np.round(days / DAYS, 3)
