"""Deterministic, believable data to walk through the product with. Not installed in production."""
