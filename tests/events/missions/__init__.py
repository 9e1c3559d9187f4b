"""Tests of what can they join, and when."""
