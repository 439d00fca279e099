"""The launcher: the one process that holds the key, opens the store and serves the pages."""
