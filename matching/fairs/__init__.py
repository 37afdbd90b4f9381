"""Job fairs, meet & greets and work sessions: who sits where and when, what came of it, the lists on paper.

``seating.py`` asks the one scorer and the optimum; ``timetable.py`` gives the times; ``pages.py`` has what
the screens show, ``paper.py`` what is printed, ``rates.py`` what meetings bring.
"""
