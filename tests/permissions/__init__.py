"""Who may do what: the table, the people and things it speaks of, and the test that walks it."""
