"""What every page for a browser needs: words in the reader's language, and pieces that change.

Console and simulator use it, and neither may use the other. Its one rule: nothing here knows
what a page is about. `wording.py` texts, numbers and times; `pieces.py` what a browser must
change; `assets.py` the files that all pages load, and the headers that protect them.
"""
