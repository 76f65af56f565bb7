"""Tests of what changes things, on both databases."""
