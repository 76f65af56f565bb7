"""SHOWS staff what needs a person, and takes what they do: the console at `/console`.

Code here reads what a page shows, and hands what is done to an action. Its one rule: every way
to a conversation goes through `door.py`, which asks who is there and what they may do.

`tools.py` what the console works with; `door.py`, `login.py`, `account.py` who is there;
`queue.py` and `conversation.py` the two pages on which staff live, `acts.py` what is done there;
`queue_view.py` and `conversation_view.py` what they show, read in one transaction.
"""
