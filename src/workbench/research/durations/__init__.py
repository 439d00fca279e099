"""How long stages last and how widely their lengths are spread, censored and within families."""

from .location_scale import LocationScale, location_scale

__all__ = ["LocationScale", "location_scale"]
