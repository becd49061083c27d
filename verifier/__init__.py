"""Keeps the dated promises of AI labs, and checks them."""

VERSION = "0.1.0"
"""The release, as in pyproject.toml: to look it up in the installed package takes time."""
