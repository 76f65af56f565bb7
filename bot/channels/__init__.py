"""Talks to providers: a converter each way and one call. No decisions, no database.

A channel (`core/sending.py` says what it must do) turns a provider's payload into an
`Inbound`, an `Outgoing` into one request, and the answer into an `Outcome`.
"""
