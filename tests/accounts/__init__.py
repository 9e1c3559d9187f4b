"""Tests of who is this, and for which agency."""
