"""Keeps the dated promises of AI labs, and checks them."""
