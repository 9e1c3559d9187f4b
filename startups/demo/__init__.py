"""Invented companies for a demonstration, and how they are loaded."""
