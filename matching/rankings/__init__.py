"""A ranking as a screen shows it: rows in words, narrowed and cut to a page; and what is kept of each look.

The order comes from ``matching/scoring/`` by the doors of ``matching/profiles/``; nothing here weighs.
"""
