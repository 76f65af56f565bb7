"""Tests of bot/content: what ops write, read and checked."""
