"""Workbooks as forms: made for a unit, and taken in again, also such as are not ours."""
