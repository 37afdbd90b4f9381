"""Who suits which vacancy, and why: pure; the same for a screen, the nightly run, a job fair and a command.

``records.py`` says what is read of a resident and of a vacancy. Nothing else can weigh: nationality, gender,
age, faith and family are not there.
"""
