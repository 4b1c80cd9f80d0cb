"""Tables for other programs: cases, concerns, figures -> CSV, XLSX, Parquet, JSON. Pure: bytes out, no file written.

Nothing in them is per author, per hour or for a unit under five people, and no free text unless it is asked for.
"""
