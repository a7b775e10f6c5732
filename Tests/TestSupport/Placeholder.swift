// Shared fixtures and helpers for tests.
