"""What people do some months after a programme or a duo: at work or learning, neither, or not known.

``rates.py`` (pure) counts; ``known.py`` asks the room that knows of work.
"""
