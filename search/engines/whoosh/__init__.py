"""Whoosh 2.7.4 over arrays that are read where they lie; docs/ARCHITECTURE.md names the rooms."""
