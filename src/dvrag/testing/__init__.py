"""Deterministic fakes and contract suites, for tests of adapters."""
