"""Contested reads reports about armed conflict and keeps a record that can be checked."""

from __future__ import annotations

__version__ = "0.1.0"
