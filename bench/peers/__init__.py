"""Search engines side by side, each behind the same few methods."""
