"""The cohort: ten tables that synthetic data, extracts and notebooks share; declared once, checked at the gate."""
