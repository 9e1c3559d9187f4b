"""Who is suggested to whom: from stored profiles over rankings to bounded lists."""
