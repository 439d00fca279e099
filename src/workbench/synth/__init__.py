"""Synthetic families whose truth is known. Nothing here is fitted to real records."""
