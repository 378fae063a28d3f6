"""The demo archive: its data, and what makes the audio of its invented episodes."""
