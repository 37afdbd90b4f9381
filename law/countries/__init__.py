"""What differs by country: one package each, behind one record (`record.py`).

How to add one: docs/recipes/country.md.
"""
