"""Services: what can be offered for a need, from a catalogue with sources."""
