"""Many episodes at once: from a manifest or a folder, re-runnable, reported row by row."""
