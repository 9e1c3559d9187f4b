"""Figures of the real site: invented companies in a scratch database, and workers that rank them."""
