"""Those who work on the archive: who they are, what they may do, how they sign in."""
