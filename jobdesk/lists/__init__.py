"""Lists people work in: columns, filters, sorting, saved views, actions on many rows, and files.

A list is declared (``definition``); an app says what its columns and filters are, and nothing else. What
somebody asked for stands in the address (``choice``). See docs/lists.md.
"""
