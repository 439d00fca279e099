"""Measured ratios. Each module offers `measure() -> Measurement`; `python -m benches` writes the table."""
