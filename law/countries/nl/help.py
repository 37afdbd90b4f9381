"""To whom somebody who is not paid or not safe at work can turn, beside the desk."""

from datetime import date

from law.countries.record import HelpAddress

HELP = (
    HelpAddress(
        name="Nederlandse Arbeidsinspectie",
        url="https://www.nlarbeidsinspectie.nl/",
        source="https://www.arboportaal.nl/onderwerpen/nla",
        read_on=date(2026, 11, 29),
    ),
    HelpAddress(
        name="FairWork",
        url="https://www.fairwork.nu/",
        source="https://www.fairwork.nu/over-fairwork/",
        read_on=date(2026, 11, 29),
    ),
)
