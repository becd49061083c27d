"""Promises found in prose."""

from verifier.core.promises.answers import Promise, PromiseKind
from verifier.core.promises.finder import find_promises

__all__ = ["Promise", "PromiseKind", "find_promises"]
