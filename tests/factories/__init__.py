"""Factories: small, believable rows for tests."""
