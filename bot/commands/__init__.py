"""TAKES what is typed behind `bot`: one module a field of work, one function a command.

Code here reads options, calls the module that does the work, prints what it returns and chooses
the exit status; it decides nothing. A command imports what it needs inside its function, so
that `bot match` does not pay for a web server. `tools.py` holds what several of them need;
`cli.py` above puts them together and prints errors.
"""
