"""What is printed: sheets to be signed and filed, as .docx and .html.

A paper is put together once (`paper.py`) and written by either writer; only `word.py` knows
python-docx, and is loaded only when a .docx is written.
"""
