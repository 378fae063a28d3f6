"""Benchmarks: how fast and how large, side by side with what must hold. They are no tests."""
