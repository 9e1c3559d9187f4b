"""Digests: what waits, what is new and what was suggested, once per person and period."""
