"""Deterministic fakes and contract suites, for tests of dvrag and of adapters written elsewhere."""
