"""The pages of `matching`."""
