"""Where evidence comes from: one file a source, each a `verifier.ports.Source`."""
