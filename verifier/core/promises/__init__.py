"""Promises found in prose."""

from verifier.core.promises.answers import Promise, PromiseKind, Refusal, Refused
from verifier.core.promises.finder import find_promises, find_refused

__all__ = ["Promise", "PromiseKind", "Refusal", "Refused", "find_promises", "find_refused"]
