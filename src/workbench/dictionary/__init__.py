"""The data dictionary: tables and instruments described for a stranger, written from their declarations."""
