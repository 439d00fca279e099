"""Scores: what answers add up to where they may be added, and what stays open. Knows the model alone."""
