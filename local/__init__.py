"""The production stack on one machine: PostgreSQL, Valkey, web, workers and beat under one supervisor."""
