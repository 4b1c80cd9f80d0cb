"""The public texts: one folder of Markdown pages per language, their words, their limits, their likeness.

Reads `handbook/<language>/`, never a case. Own files of a root win over those that ship with the product.
"""
