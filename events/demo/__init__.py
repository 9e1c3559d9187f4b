"""Two invented missions for the demo."""
