"""The desk: how a page reaches the record without ever holding a key, a path or SQL."""
