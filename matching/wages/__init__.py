"""Wages beside what the law and a sector ask of them."""
