"""Services: offered by need, taken up or declined, at most until assistance ends."""

from dataclasses import dataclass

import numpy as np

from ..cohort.codes import SERVICES
from .children import Children
from .streams import DAYS, Block


@dataclass(frozen=True, eq=False)
class Services:
    """Children × areas: offered, received, and days since exit; a service never outlasts assistance."""

    offered: np.ndarray
    received: np.ndarray
    start: np.ndarray
    end: np.ndarray


def draw_services(block: Block, children: Children, general: np.ndarray, assistance_end: np.ndarray) -> Services:
    """Draw the services of each child.

    Parameters
    ----------
    general
        General latent need of each child, SD 1.
    assistance_end
        Day since exit on which regular assistance ends.
    """
    numbers, shape = block.numbers, (len(children), len(SERVICES))
    share = np.clip([numbers.by("services.offered")[area] for area in SERVICES], 1e-9, 1 - 1e-9)
    logit = np.log(share / (1 - share)) + numbers.number("services.offered_by_need") * general[:, None]
    offered = block.stream("services/offered").random(shape) < 1 / (1 + np.exp(-logit))
    declined = block.stream("services/declined").random(shape) < numbers.number("services.declined")
    wait = block.stream("services/wait").exponential(numbers.number("services.wait") * DAYS, shape)
    length = block.stream("services/length").exponential(numbers.number("services.length") * DAYS, shape)
    start = children.entry[:, None] + np.floor(wait).astype(np.int64)
    offered &= start < assistance_end[:, None]
    end = np.minimum(start + 1 + np.floor(length).astype(np.int64), assistance_end[:, None])
    return Services(offered=offered, received=offered & ~declined, start=start, end=end)
