"""Reads what ops write: triggers, replies, policy, locales; checks it; builds the Library.

Code here reads files and nothing else. Every problem is reported with its place, all at once.
"""
