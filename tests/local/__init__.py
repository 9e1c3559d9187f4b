"""Tests of the one-machine stack."""
