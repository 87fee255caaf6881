"""What is printed: sheets to be signed and filed, as .docx, .html and .txt.

A paper is put together once (`paper.py`) and written by any of the writers; only `word.py` knows
python-docx, and is loaded only when a .docx is written.
"""
