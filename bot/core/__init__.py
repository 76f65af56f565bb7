"""What the bot decides. Pure: values in, values out.

Code here asks no clock, opens no file, database or connection and reads no
settings; it gets `now` and values. Whoever wants to change what the bot does
starts in `decide.py`.
"""
