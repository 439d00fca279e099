"""The encrypted store: who can open it, its tables, and plain functions over an open `Store`."""

from .desk import StoreDesk
from .opening import Store

__all__ = ["Store", "StoreDesk"]
