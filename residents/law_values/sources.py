"""Sources and notes of the data files, for the catalogues: screens show them in the reader's language.

What administrators added stays as they wrote it. A test compares these with the data files.
"""

from django.utils.translation import gettext, gettext_noop

_TEXTS = frozenset(
    (
        gettext_noop("Council decision that extends temporary protection for people from Ukraine"),
        gettext_noop("Directive (EU) 2024/1346, art. 17"),
        gettext_noop("Directive (EU) 2024/1346 does not apply to applications lodged before this day"),
        gettext_noop("Directive (EU) 2024/1346, art. 17; Regulation (EU) 2024/1348, art. 42(1)(a)-(f)"),
        gettext_noop("Directive (EU) 2024/1346, art. 21"),
        gettext_noop("UWV, page on asylum seekers; Netherlands Labour Authority"),
        gettext_noop("Announced by the government on 2025-11-03; in force by a secondary source only"),
        gettext_noop("UWV, page on asylum seekers"),
        gettext_noop(
            "Announced by the government on 2025-11-03; Regulation (EU) 2024/1348, art. 42(1)(a)-(f)"
        ),
        gettext_noop(
            "Rule on 24 weeks of work in 52, in force until Council of State 202303122/1/V6, "
            "ECLI:NL:RVS:2023:4341"
        ),
        gettext_noop("Council of State 202303122/1/V6, ECLI:NL:RVS:2023:4341"),
        gettext_noop(
            "The waiting time is that of the pending application; no text on later applications was found"
        ),
        gettext_noop("UWV, page on asylum seekers: the application must be pending"),
        gettext_noop("No text found: self-employment is not possible during the procedure"),
        gettext_noop(
            "ActiZ, page on internships: the same waiting time, a plan, guidance, no displacement of "
            "paid workers"
        ),
        gettext_noop("UWV, page on the volunteer declaration"),
        gettext_noop("Rva, art. 18 (text of 2020)"),
        gettext_noop("No text found: education without a work contract is not work"),
        gettext_noop("Wav, art. 6(2)"),
        gettext_noop('Residence document: "arbeid vrij toegestaan, TWV niet vereist" (secondary source)'),
        gettext_noop("UWV, page on notifying work by people from Ukraine"),
        gettext_noop("Sources of 2022 on people from Ukraine"),
        gettext_noop("Secondary source on third-country nationals who fled Ukraine"),
        gettext_noop("Reba 2008, art. 5"),
        gettext_noop("Participatiewet, art. 31(2)(n) (secondary source)"),
        gettext_noop("Participatiewet, art. 31(2)(n) (secondary source, probably of 2026)"),
        gettext_noop("Reba 2008, art. 5(3)"),
        gettext_noop("Reba 2008, economic value of the reception"),
        gettext_noop("Rva, self-catering rates (text of 2020)"),
        gettext_noop("Reba 2008, version of 2024-02-01"),
        gettext_noop("Reba 2008, versions before 2025-11-01 have no medical part"),
        gettext_noop("WML"),
        gettext_noop("WML (secondary source)"),
        gettext_noop("Royal Decree of 2 September 2018, art. 18, 3°"),
        gettext_noop("Secondary source on the labour-market mention of the attestation of immatriculation"),
        gettext_noop("Secondary source on appeals to the CALL"),
        gettext_noop("Aliens Act of 15 December 1980, art. 39/57"),
        gettext_noop("Aliens Act of 15 December 1980, art. 39/57 (inadmissible or accelerated)"),
        gettext_noop("Secondary source on subsequent applications"),
        gettext_noop("Secondary source on decisions in another member state"),
        gettext_noop("Regional pages on the professional card"),
        gettext_noop("Secondary source on recognised refugees"),
        gettext_noop("Secondary source on subsidiary protection"),
        gettext_noop("Belgian pages on people from Ukraine with an A card"),
        gettext_noop("Flemish page on people from Ukraine: no professional card"),
        gettext_noop("The rule of 2011 was not applied"),
        gettext_noop("Royal Decree of 16 April 2024"),
        gettext_noop("GGMMI (secondary source)"),
        gettext_noop("GGMMI"),
        gettext_noop("GGMMI at 38 hours a week (secondary source)"),
        gettext_noop("Looked up on the day the application was lodged."),
        gettext_noop(
            "Looked up on the day the application was lodged. National law that carries it out was not found."
        ),
        gettext_noop("What held before this day is not known: the answer is then incomplete."),
        gettext_noop("52 of 52: the limit does not bind any more."),
        gettext_noop("Euros a week."),
        gettext_noop("Also used for 2025 in the worked example; the amount of 2025 was not found."),
        gettext_noop(
            "In the text of the Reba; whether COA still applies the limit is not known, so it is provisional."
        ),
        gettext_noop("Euros a week for each person, in a household of at least so many persons."),
        gettext_noop("Euros a week for the first person, the second, and each further person."),
        gettext_noop(
            "From 2025-11-01 there is a medical part; its amount was not found. An administrator can add it."
        ),
        gettext_noop("Share of the part of the monthly net income above the amount, up to the next amount."),
        gettext_noop("Share of the gross income."),
    )
)


def source_text(text: str) -> str:
    """Return a source or note in the reader's language, if it comes from the data files."""
    return gettext(text) if text in _TEXTS else text
