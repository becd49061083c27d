"""The whole command line."""

from verifier.cli.commands import put_together

app = put_together()
