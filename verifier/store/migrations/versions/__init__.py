"""The revisions, each with the one it follows."""
