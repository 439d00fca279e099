"""Instruments as data: one TOML file per instrument and version, its loader, its rules and its printed manual."""
