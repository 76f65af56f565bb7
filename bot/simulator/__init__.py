"""PLAYS the other side of the line: a phone in the browser, for the demo alone.

Code here shows what the database says and posts what a person types as signed webhooks to the
real endpoint. Its one rule: it changes nothing by itself; what changes goes through a webhook
or through an action. It listens on loopback only, and only `bot/demo.py` registers it.

`people.py` who writes, `provider.py` the provider's part, `journey.py` the moving clock;
`thread.py` and `decisions.py` read what is shown, `pages.py` answers the browser.
"""
