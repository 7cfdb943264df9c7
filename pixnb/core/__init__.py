"""Frozen data and pure rules. Knows no Jupyter, no database, no clock and no global randomness."""
