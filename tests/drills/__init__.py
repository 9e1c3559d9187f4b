"""Fault drills: every promise about faults, tried on real parts and counted. `make drill` runs them."""
