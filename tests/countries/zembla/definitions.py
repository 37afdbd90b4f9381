"""The parameters of the rules of Zembla."""

from law.rules.kinds import count, euros, principle

DEFINITIONS = (
    count("zz.work.days_after_interview", "Days from the reception interview to work", "days", 1000),
    principle("zz.work.registration", "The employer registers every worker at the Labour Board"),
    euros("zz.toll.threshold", "Weekly toll: wage a week up to which nothing is asked", "week", 5000),
    euros("zz.toll.flat", "Weekly toll: the flat amount", "week", 500),
    euros("zz.wage.floor", "Wage floor an hour", "hour", 100),
)
