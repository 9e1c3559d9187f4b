"""What every app stands on: life cycles, wake-ups, registries. No tables."""
