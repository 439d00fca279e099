"""Likelihood of a location–scale model of log duration, for many sets of row weights at once."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .shapes import Array, Shape

LONGEST_BLOCK = (
    15_000  # rows times fits at once: arrays of 120 kB stay in the cache and out of the way of the allocator
)


@dataclass(frozen=True)
class Design:
    """Rows of durations with their design, ready to be fitted.

    Attributes
    ----------
    lower, upper
        Shape (n,). Bounds of the duration; 0 and infinity allowed, equal when exact.
    location
        Shape (n, p). Design of the location of log duration, the first column ones.
    band
        Shape (n,). Which of the `n_bands` scales a row has.
    entry
        Shape (n,), or None: how long the spell had lasted when it came under observation. A row then counts given that
        it lasted as long (left truncation).
    """

    shape: Shape
    lower: Array
    upper: Array
    location: Array
    band: NDArray[np.int64]
    n_bands: int
    entry: Array | None = None

    @property
    def n_parameters(self) -> int:
        return self.location.shape[1] + self.n_bands

    @cached_property
    def kinds(self) -> dict[str, NDArray[np.int64]]:
        """Row numbers by kind of observation; a row that may be anything (0 to infinity) is in none."""
        exact = self.lower == self.upper
        open_left, open_right = self.lower <= 0, np.isinf(self.upper)
        masks = {
            "exact": exact,
            "right": ~exact & ~open_left & open_right,
            "left": ~exact & open_left & ~open_right,
            "between": ~exact & ~open_left & ~open_right,
        }
        return {kind: np.flatnonzero(mask) for kind, mask in masks.items() if mask.any()}

    @cached_property
    def logs(self) -> tuple[Array, Array]:
        with np.errstate(divide="ignore"):
            return np.log(self.lower), np.log(self.upper)

    @cached_property
    def rows_by_kind(self) -> NDArray[np.int64]:
        return np.concatenate(list(self.kinds.values()))

    @cached_property
    def sorted_location(self) -> Array:
        return self.location[self.rows_by_kind]

    @cached_property
    def sorted_bands(self) -> Array:
        return np.eye(self.n_bands)[self.band[self.rows_by_kind]]

    @cached_property
    def pairs(self) -> tuple[Array, Array]:
        """Products of design columns, shapes (n, p·p) and (n, p·q), for curvature under many weights."""
        x, bands = self.sorted_location, self.sorted_bands
        n = len(x)
        return (x[:, :, None] * x[:, None, :]).reshape(n, -1), (x[:, :, None] * bands[:, None, :]).reshape(n, -1)

    @cached_property
    def blocks(self) -> list[tuple[slice, "Design"]]:
        """Stretches of the rows by kind, short enough for the cache, each as a design of its own."""
        found = []
        for at in range(0, len(self.rows_by_kind), LONGEST_BLOCK):
            rows = self.rows_by_kind[at : at + LONGEST_BLOCK]
            cut = {name: getattr(self, name)[rows] for name in ("lower", "upper", "location", "band")}
            cut["entry"] = None if self.entry is None else self.entry[rows]
            found.append((slice(at, at + len(rows)), replace(self, **cut)))
        return found

    def derivatives(self, theta: Array) -> tuple[Array, Array, Array, Array, Array, Array]:
        """Log-likelihood of every row and its derivatives by location and log scale.

        Parameters
        ----------
        theta
            Shape (B, p + q): location coefficients, then log scales.

        Returns
        -------
        tuple
            Value, d/dm, d/ds, d²/dm², d²/dm ds, d²/ds²; each of shape (B, n), rows in the order of `rows_by_kind`.
        """
        p = self.location.shape[1]
        return self._at(theta[:, :p] @ self.sorted_location.T, theta[:, p:] @ self.sorted_bands.T)

    def _at(self, centre: Array, log_scale: Array) -> tuple[Array, Array, Array, Array, Array, Array]:
        rate = np.exp(-log_scale)
        log_lower, log_upper = (logs[self.rows_by_kind] for logs in self.logs)
        out = tuple(np.empty_like(centre) for _ in range(6))
        begin = 0
        for kind, rows in self.kinds.items():
            part = slice(begin, begin + len(rows))
            begin += len(rows)
            r = rate[:, part]
            low, high = (log_lower[part] - centre[:, part]) * r, (log_upper[part] - centre[:, part]) * r
            if kind == "between":
                pieces = _chain_two(low, high, r, self.shape.between(low, high))
            else:
                z = low if kind != "left" else high
                pieces = _chain_one(z, r, getattr(self.shape, kind)(z))
            for whole, piece in zip(out, pieces, strict=True):
                whole[:, part] = piece
            if kind == "exact":
                out[0][:, part] -= log_scale[:, part] + log_lower[part]
                out[2][:, part] -= 1.0
        if self.entry is not None:
            entry = self.entry[self.rows_by_kind]
            late = np.flatnonzero(entry > 0)
            r = rate[:, late]
            z = (np.log(entry[late]) - centre[:, late]) * r
            for whole, piece in zip(out, _chain_one(z, r, self.shape.right(z)), strict=True):
                whole[:, late] -= piece
        return out  # type: ignore[return-value]

    def evaluate(self, theta: Array, weights: Array) -> tuple[Array, Array, Array]:
        """Weighted log-likelihood (B,), gradient (B, p+q) and Hessian (B, p+q, p+q); weights (B, n) by kind.

        `theta` is (B, p + q), or (1, p + q) for one point under all weights.
        """
        if len(self.rows_by_kind) > LONGEST_BLOCK:
            done = [part.evaluate(theta, weights[:, place]) for place, part in self.blocks]
            return tuple(np.sum(pieces, axis=0) for pieces in zip(*done, strict=True))  # type: ignore[return-value]
        with np.errstate(all="ignore"):
            parts = self.derivatives(theta)
            into = parts if len(theta) == len(weights) else (None,) * len(parts)
            value, m, s, mm, ms, ss = (
                np.multiply(part, weights, out=out) for part, out in zip(parts, into, strict=True)
            )
        x, bands = self.sorted_location, self.sorted_bands
        p, size = x.shape[1], self.n_parameters
        gradient = np.concatenate([m @ x, s @ bands], axis=1)
        hessian = np.zeros((len(weights), size, size))
        if len(weights) == 1:
            hessian[0, :p, :p] = (x * mm[0][:, None]).T @ x
            hessian[0, :p, p:] = (x * ms[0][:, None]).T @ bands
        else:
            both, cross = self.pairs
            hessian[:, :p, :p] = (mm @ both).reshape(-1, p, p)
            hessian[:, :p, p:] = (ms @ cross).reshape(-1, p, size - p)
        hessian[:, p:, :p] = hessian[:, :p, p:].transpose(0, 2, 1)
        places = np.arange(p, size)
        hessian[:, places, places] = ss @ bands
        return value.sum(axis=1), gradient, hessian

    def scores(self, theta: Array) -> Array:
        """Score of every row, shape (n, p + q), rows as given; a row that may be anything has 0.

        `theta` has shape (p + q,), or (n, p + q) for parameters of its own in every row.
        """
        p, x, bands = self.location.shape[1], self.sorted_location, self.sorted_bands
        own = np.broadcast_to(theta, (len(self.lower), self.n_parameters))[self.rows_by_kind]
        centre, log_scale = np.sum(own[:, :p] * x, axis=1)[None], np.sum(own[:, p:] * bands, axis=1)[None]
        _, m, s, *_ = self._at(centre, log_scale)
        out = np.zeros((len(self.lower), self.n_parameters))
        out[self.rows_by_kind] = np.concatenate([m[0][:, None] * x, s[0][:, None] * bands], axis=1)
        return out

    def start(self) -> Array:
        """Rough parameters from least squares on filled-in durations, shape (p + q,)."""
        lower, upper = self.lower[self.rows_by_kind], self.upper[self.rows_by_kind]
        filled = np.log(np.where(np.isinf(upper), lower * 1.3, np.maximum((lower + upper) / 2, upper / 2)))
        coefficients, *_ = np.linalg.lstsq(self.sorted_location, filled, rcond=None)
        residual = filled - self.sorted_location @ coefficients
        counts = self.sorted_bands.sum(axis=0)
        deviation = np.sqrt((self.sorted_bands.T @ residual**2) / np.maximum(counts, 1))
        scale = np.clip(deviation, 0.05, 5.0) / self.shape.spread
        coefficients[0] -= self.shape.centre * float(np.average(scale, weights=counts))
        return np.concatenate([coefficients, np.log(scale)])


def _chain_one(z: Array, rate: Array, pieces: tuple[Array, Array, Array]) -> tuple[Array, ...]:
    value, first, second = pieces
    pull = second * z + first
    return value, -first * rate, -first * z, second * rate * rate, pull * rate, pull * z


def _chain_two(low: Array, high: Array, rate: Array, pieces: tuple[Array, ...]) -> tuple[Array, ...]:
    value, a, b, aa, bb, ab = pieces
    pull_low, pull_high = aa * low + ab * high + a, bb * high + ab * low + b
    return (
        value,
        -(a + b) * rate,
        -(a * low + b * high),
        (aa + 2 * ab + bb) * rate * rate,
        (pull_low + pull_high) * rate,
        pull_low * low + pull_high * high,
    )
