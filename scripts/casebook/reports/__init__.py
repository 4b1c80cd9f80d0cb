"""Figures -> reports that leave the office as PDF, HTML and Word, all three from one content model.

records, items, small files --material--> Material --content, as plan says--> Report --as_pdf, as_html, as_docx--> bytes

Computes no figure and reads no clock; the same state of a register gives the same bytes.
"""
