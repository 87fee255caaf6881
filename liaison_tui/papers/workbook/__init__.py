"""A book as .xlsx: the one room that knows XlsxWriter, loaded only when a workbook is written.

`writing.py` begins and ends a file, `table.py` fills a sheet row by row, `charts.py` draws beside
it, `looks.py` has fonts and colours.
"""
