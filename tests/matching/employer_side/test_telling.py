"""Words that may tell who somebody is: found where they stand, and ordinary work left alone."""

import pytest

from jobdesk.vocabulary.shipped import rows_of
from matching.employer_side.telling import pieces

NAMES = ["Serkan Yildiz", "AZC Lindenhout", "Marieke Bos"]


def told(text: str) -> list[tuple[str, str]]:
    return [(piece.text, piece.kind) for piece in pieces(text, NAMES) if piece.kind]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kwam uit Aleppo via Teheran, Kyiv en Addis Abeba", ["city", "city", "city", "city"]),
        ("Boulanger à Bagdad et Mogadiscio", ["city", "city"]),
        ("Werkt als نجار en пекар, ook ምግብ", ["language", "language", "language"]),
        ("Woont in Brussel of Waterdam, werkte in Parijs", []),
        ("SERKANs zoon, serka, SerkanYildiz", ["name", "name", "name"]),
        ("Vraag Marieke van Lindenhout", ["name", "name"]),
        ("at gmail punt com, bel 06 12 34 56 78", ["contact", "contact", "contact"]),
        ("moslim, musulmane, Christian", ["faith"] * 3),
        ("vluchteling, réfugiée, asylum, asielprocedure, statushouder", ["status"] * 5),
        ("heeft een W-document en een verblijfsvergunning", ["status", "status"]),
        ("spreekt Arabisch, parle tigrinya, speaks Dari", ["language"] * 3),
        ("Zij was vroeg op, femme de chambre", ["gender", "gender"]),
    ],
)
def test_what_a_word_may_tell(text, found):
    assert [kind for _word, kind in told(text)] == found


# Of each: a noun or adjective as people write it, for the countries most people at the desks come from.
PEOPLES = """
Syrische Eritreeër Iraniër Irakees Turkse Oekraïense Afghaanse Somalische Ethiopisch Soedanees Jemenitisch
Congolese Burundese Georgisch Armeense Nigeriaanse Guinese Marokkaanse Egyptische Palestijnse Colombiaanse
syrien érythréenne afghane iranien irakienne turque ukrainienne éthiopien soudanais yéménite congolais
burundais géorgienne arménienne nigérian guinéen marocaine égyptien palestinien colombien somalienne
Syrian Eritrean Afghan Iranian Iraqi Turkish Ukrainian Ethiopian Sudanese Yemeni Congolese Burundian Georgian
Armenian Nigerian Guinean Moroccan Egyptian Palestinian Colombian Somali
"""


@pytest.mark.parametrize("word", PEOPLES.split())
def test_people_of_a_country_in_three_languages(word):
    assert [kind for _word, kind in told(word)] in (["country"], ["people"], ["language"])


@pytest.mark.parametrize(
    "text",
    [
        "Bakt brood in een houtoven, ook zuurdesem. Werkt graag 's nachts in een klein team.",
        "Bakes bread in a wood oven and likes the night shift. Speaks Dutch well enough for the shop.",
        "Fait du pain au feu de bois, aime le travail de nuit et parle un français simple.",
    ],
)
def test_work_itself_is_not_marked(text):
    assert [piece.text for piece in pieces(text, NAMES)] == [text]


def test_names_of_work_in_the_vocabulary_are_not_marked():
    names = [row[f"work_{language}"] for row in rows_of("everyday.csv") for language in ("nl", "fr", "en")]
    assert [told(name) for name in names if told(name)] == []


def test_pieces_together_are_the_text():
    text = "Syrische bakker (uit Aleppo), bel +32 470 12 34 56!"
    assert "".join(piece.text for piece in pieces(text)) == text
