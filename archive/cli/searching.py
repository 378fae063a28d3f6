"""`gaung search`: what the public would find."""
