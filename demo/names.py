"""Names of many origins, of nobody in particular."""

from __future__ import annotations

import random
from dataclasses import dataclass

from residents.choices import Language


@dataclass(frozen=True)
class Origin:
    """Where a name comes from and which language its bearer speaks at the desk."""

    language: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    last_names: tuple[str, ...]
    weight: int


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ORIGINS = {
    "syria": Origin(
        Language.AR,
        _words("Amina Rania Hiba Lina Nour Salma Dima Yasmin Reem Layal Maha Sawsan"),
        _words("Ibrahim Karim Omar Khaled Samer Bassel Anas Tarek Firas Nabil Mohamad Yazan"),
        _words("Darwish Haddad Sabbagh Qabbani Shaheen Najjar Khoury Mansour Zeidan Atassi Barakat Hamwi"),
        34,
    ),
    "eritrea": Origin(
        Language.TI,
        _words("Selam Feven Luwam Semhar Bisrat Helen Rahel Winta Yohana Senait"),
        _words("Yonas Tesfay Dawit Samuel Filmon Merhawi Abel Natnael Henok Robel Kibrom"),
        _words("Tekle Ghebremedhin Woldu Asmerom Habte Kidane Berhe Gebru Araya Mebrahtu Okbay"),
        14,
    ),
    "afghanistan": Origin(
        Language.PRS,
        _words("Parwin Nazanin Freshta Zahra Marwa Shabnam Laila Nilofar Storai"),
        _words("Hamid Rashid Farhad Jawid Najib Mirwais Edris Mohammad Omid Ahmad"),
        _words("Rahimi Karimi Noori Jafari Sadat Wardak Safi Azizi Popal Haidari Jalali"),
        12,
    ),
    "turkey": Origin(
        Language.TR,
        _words("Elif Zeynep Merve Sevgi Derya Gulsen"),
        _words("Mirza Emre Serkan Baran Cem Yusuf Deniz"),
        _words("Yildiz Aydin Demir Hazar Korkmaz Arslan Polat"),
        8,
    ),
    "iraq": Origin(
        Language.KMR,
        _words("Leyla Avin Rojin Shirin Berivan Nesrin"),
        _words("Jamal Azad Rebin Soran Hiwa Diyar Karwan"),
        _words("Ahmed Fatah Rasul Barzanji Hamo Khalaf Qasim"),
        8,
    ),
    "iran": Origin(
        Language.FA,
        _words("Maryam Shirin Roya Niloufar Azadeh"),
        _words("Farhang Siavash Kaveh Reza Pouya"),
        _words("Moradi Tehrani Farahani Ebrahimi Kazemi Rostami"),
        5,
    ),
    "ukraine": Origin(
        Language.UK,
        _words("Olena Iryna Oksana Nadiia Svitlana Kateryna Halyna"),
        _words("Oleksandr Andrii Mykola Serhii Bohdan Taras"),
        _words("Bondarenko Petrenko Kovalchuk Melnyk Shevchuk Tkachenko Lysenko"),
        5,
    ),
    "somalia": Origin(
        Language.SO,
        _words("Hodan Fadumo Ifrah Sahra Ayaan"),
        _words("Abdi Liban Guled Yasin Maxamed"),
        _words("Warsame Farah Jama Osman Hersi Nur"),
        6,
    ),
    "burundi": Origin(
        Language.FR,
        _words("Divine Chantal Aline Espérance Nadège"),
        _words("Fabrice Jean-Claude Eric Olivier Thierry"),
        _words("Niyonzima Ndayishimiye Hakizimana Irakoze Nkurunziza Bigirimana"),
        5,
    ),
    "colombia": Origin(
        Language.ES,
        _words("Paola Luz Marcela Andrea"),
        _words("Camilo Andrés Julián Mateo"),
        _words("Rojas Castaño Peña Múnera Giraldo"),
        3,
    ),
}


@dataclass(frozen=True)
class Person:
    """A made-up person."""

    first_name: str
    last_name: str
    gender: str
    language: str
    origin: str


def draw(rng: random.Random, *, without: tuple[str, ...] = ()) -> Person:
    """Draw a person; the origins in ``without`` are left out."""
    keys = [key for key in ORIGINS if key not in without]
    key = rng.choices(keys, [ORIGINS[each].weight for each in keys])[0]
    origin = ORIGINS[key]
    gender = rng.choices(["woman", "man"], [34, 66])[0]
    first = rng.choice(origin.women if gender == "woman" else origin.men)
    return Person(first, rng.choice(origin.last_names), gender, origin.language, key)
