"""Tests of `bot/simulator`."""
