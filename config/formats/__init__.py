"""How dates are written in each language: with their weekday, and in one form (see common.dates)."""
