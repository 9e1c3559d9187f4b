"""A delegation to a trade show, from the draft over applications and jury to the confirmed list."""
