"""Where the items of a member's digest come from."""
