"""What is printed or handed on: papers to be signed and filed, books of tables.

A paper (`paper.py`) is put together once and written as .docx, .html or .txt; a book (`sheet.py`)
as .xlsx or .csv, and by way of `on_paper.py` as a paper too. Only `word.py` knows python-docx and
only `workbook/` XlsxWriter; `writing.py` loads them when such a file is written.
"""
