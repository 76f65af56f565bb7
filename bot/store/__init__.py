"""Remembers. Plain functions that take a connection; all tables stand in `tables.py`.

Code here reads and writes rows and decides nothing; a transaction is begun by an action.
"""
