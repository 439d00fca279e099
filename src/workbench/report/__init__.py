"""The printed page: one record in, the bytes of a tagged PDF out. Reads no store, writes no file."""
