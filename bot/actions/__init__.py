"""Changes things: one module a verb, one transaction a function, everything or nothing.

An action reads a snapshot, lets `core` decide, and writes what was decided. No provider is
called inside a transaction.
"""
