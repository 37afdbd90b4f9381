"""The file of a company: what was said of it, what the desks decided, and whether it comes back as another.

Why so: docs/adr/0009-integrity.md.
"""
