"""Who goes where at a job fair, and when: pure; the same for a screen and for ``manage.py fair``.

``problem.py`` says what is asked and answered, ``optimum.py`` fills the seats, ``rounds.py`` gives each
conversation its time, ``exchange.py`` reads and writes the form for auditors.
"""
