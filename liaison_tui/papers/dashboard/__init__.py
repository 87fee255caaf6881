"""The dashboard: one .html file that fetches nothing, whose only script is the filter beside it.

`page.py` puts it together; the style sheet and the script lie here as files of their own.
"""
