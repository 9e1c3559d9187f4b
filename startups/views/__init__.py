"""The pages of companies: registration, desk, directory."""
