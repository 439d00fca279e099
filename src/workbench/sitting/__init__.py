"""The sitting: the guided page on which a practitioner fills in an instrument."""

from .assess import assess

__all__ = ["assess"]
