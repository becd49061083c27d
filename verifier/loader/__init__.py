"""Claim files in YAML, read into the core's types; errors as file:line:col."""

from verifier.loader.catalogue import Catalogue, claim_schema, load, read_text

__all__ = ["Catalogue", "claim_schema", "load", "read_text"]
