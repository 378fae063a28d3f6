"""Engines that keep documents and find them. No type of theirs leaves this package."""
