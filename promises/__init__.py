"""The promises of docs/promises.md, put to the test: each fault is done for real."""
