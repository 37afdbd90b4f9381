"""The resident's step card: one page, in their language, on paper and behind a private link.

``contents`` says what stands on it, without words; ``wording`` puts it into a language (``phrases/``, and the
country's own); ``pdf`` prints it. Views and templates only show what ``wording`` gives.
"""
