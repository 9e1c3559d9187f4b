"""Three invented missions for the demo."""
