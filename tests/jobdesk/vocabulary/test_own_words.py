"""Own words for work: what is sure, what is only offered, and what a person said it is not."""

import pytest
from django.utils import timezone

from jobdesk.vocabulary.models import Occupation, OccupationWord, Release
from jobdesk.vocabulary.own_words import AT_MOST, Reader, offers

pytestmark = pytest.mark.django_db


def test_a_text_without_a_doubt_has_its_unit_group():
    assert Reader().sure("ik deed de afwas in een restaurant", "nl") == "9412"


@pytest.mark.parametrize(
    "text", ["iets met mensen en dieren", "qwrtplk zzz", "", "geen schoonmaak", "van alles"]
)
def test_a_text_in_doubt_has_none(text):
    assert Reader().sure(text, "nl") == ""


def test_what_a_person_said_it_is_not_is_not_read_again():
    text = "ik deed de afwas in een restaurant"
    assert Reader().sure(text, "nl", misread_as="9412") == ""
    (offer,) = offers([(text, "9412")], "nl")
    assert not offer.is_read
    assert "9412" not in {term.unit_group for term in offer.terms}


def test_offers_are_the_likeliest_terms_first_and_few():
    sure, nothing = offers([("ik deed de afwas in een restaurant", ""), ("qwrtplk zzz", "")], "nl")
    assert (sure.terms[0].unit_group, sure.is_read) == ("9412", True)
    assert len(sure.terms) <= AT_MOST
    assert nothing == ([], False)


def test_words_that_are_loaded_later_are_read_by_a_new_reader():
    old = Reader()
    assert old.sure("ik was spiegelverzilveraar", "nl") == ""
    parent = Occupation.objects.get(scheme="isco08", code="7315")
    term = Occupation.objects.create(scheme="esco", code="7315.9", parent=parent, label_en="glass")
    OccupationWord.objects.create(occupation=term, language="nl", text="spiegelverzilveraar")
    Release.objects.create(scheme="esco", digest="z", loaded_at=timezone.now())
    assert Reader().sure("ik was spiegelverzilveraar", "nl") == "7315"
    assert old.sure("ik was spiegelverzilveraar", "nl") == ""


def test_a_text_costs_one_query_however_many_there_are(django_assert_num_queries):
    Reader().likely("ik deed de afwas", "nl")  # the engine of this process
    with django_assert_num_queries(1):
        reader = Reader()
        for number in range(5):
            reader.likely(f"ik deed de afwas {number}", "nl")
