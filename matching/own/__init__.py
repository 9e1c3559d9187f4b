"""What a company reads of its own matches and missions, and nothing it may not know."""
