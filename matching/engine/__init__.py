"""Ranking and its reasons: pure functions on plain data, without Django."""
