"""To whom somebody who is not paid or not safe at work can turn, beside the desk."""

from datetime import date

from law.countries.record import HelpAddress

HELP = (
    HelpAddress(
        name="Toezicht op de Sociale Wetten / Contrôle des lois sociales",
        url="https://werk.belgie.be/",
        phone="02 235 54 01",
        source="https://www.fairworkbelgium.be/en/faq/how-do-you-file-a-complaint/",
        read_on=date(2026, 11, 29),
    ),
    HelpAddress(
        name="FAIRWORK Belgium",
        url="https://www.fairworkbelgium.be/",
        source="https://www.fairworkbelgium.be/en/faq/how-do-you-file-a-complaint/",
        read_on=date(2026, 11, 29),
    ),
)
