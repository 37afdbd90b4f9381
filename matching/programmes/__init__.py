"""Programmes: who suits one, what the law asks for its steps, who is where, and what came of it."""
