"""The officers' desk: what waits for them, and what they do about several things at once."""
