"""What a drawing looks like once it is a picture, and fits to draw."""

import io
from functools import cache

import numpy as np
import pandas as pd
from PIL import Image

from workbench.model.vocabulary import GROUPS
from workbench.research.durations import decompose, location_scale, turnbull

MODEL = {"lower": "lower", "upper": "upper", "group": "group", "cluster": "family"}


def seen(drawing):
    """The picture in grey as numbers, its mime bundle and the metadata."""
    data, metadata = drawing._repr_mimebundle_()
    return np.asarray(Image.open(io.BytesIO(data["image/png"])).convert("L")), data, metadata


def is_whole(drawing):
    """Nothing reaches the edge of the paper, where it would be cut off."""
    picture, *_ = seen(drawing)
    return all((edge == 255).all() for edge in (picture[0], picture[-1], picture[:, 0], picture[:, -1]))


@cache
def stays():
    """240 made-up children of 120 families, seen every second month; groups in an order of their own."""
    rng = np.random.default_rng(5)
    family = np.repeat(np.arange(120), 2)
    group = np.arange(240) % 4
    months = np.exp(1.8 + np.array([0.3, 0.5, 0.6, 0.4])[group] * rng.normal(size=240))
    lower = np.floor(months / 2) * 2
    followed = months < rng.exponential(60, 240)
    upper = np.where(followed, lower + 2, np.inf)
    labels = np.array(list(GROUPS)[::-1])[group]
    return pd.DataFrame(
        {"lower": lower, "upper": upper, "group": labels, "family": family, "ill": rng.integers(0, 2, 240)}
    )


@cache
def fitted(shape="lognormal"):
    return location_scale(stays(), **MODEL, family=shape)


@cache
def observed():
    return turnbull(stays(), lower="lower", upper="upper", by="group", cluster="family")


@cache
def parts():
    """Parts of 25 made-up families of four children, who differ in every part."""
    rng = np.random.default_rng(1)
    family, group, ill = np.repeat(np.arange(25), 4), np.arange(100) % 4, rng.integers(0, 2, 100)
    log_months = 1.8 + 0.15 * group + 0.5 * ill + 0.5 * rng.normal(size=25)[family] + 0.3 * rng.normal(size=100)
    months, labels = np.exp(log_months), np.array(list(GROUPS)[::-1])[group]
    rows = pd.DataFrame({"lower": months, "upper": months, "group": labels, "family": family, "ill": ill})
    return decompose(rows, **MODEL, terms=["ill"]).table
