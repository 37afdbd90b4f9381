"""Loading an ESCO download: invented files in the form of the official ones."""

import gzip
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from jobdesk.vocabulary.models import Occupation, OccupationSkill, Release, Skill
from jobdesk.vocabulary.queries import search

pytestmark = pytest.mark.django_db
ONE, TWO = "http://example.org/occupation/1", "http://example.org/occupation/2"
ABLE, KNOWS = "http://example.org/skill/able", "http://example.org/skill/knows"
FILES = {
    "occupations_en": "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,code\n"
    f'Occupation,{ONE},7512,night baker,"baker at night\nnightly baker",7512.1\n'
    f"Occupation,{TWO},7512,cake painter,,7512.2\n",
    "occupations_nl": "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,code\n"
    f"Occupation,{ONE},7512,nachtbakker,bakker in de nacht,7512.1\n",
    "skills_en": "conceptType,conceptUri,skillType,reuseLevel,preferredLabel\n"
    f"KnowledgeSkillCompetence,{ABLE},skill/competence,cross-sector,bake in the dark\n"
    f"KnowledgeSkillCompetence,{KNOWS},knowledge,cross-sector,flour\n",
    "occupationSkillRelations": "occupationUri,relationType,skillType,skillUri\n"
    f"{ONE},essential,skill/competence,{ABLE}\n{ONE},optional,knowledge,{KNOWS}\n",
    "ISCOGroups_en": "conceptType,conceptUri,code,preferredLabel,altLabels\nISCOGroup,x,7512,Bakers,\n",
}


@pytest.fixture
def download(tmp_path):
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def load(folder) -> str:
    out = StringIO()
    call_command("load_esco", str(folder), stdout=out)
    return out.getvalue()


def rows() -> tuple:
    terms = Occupation.objects.filter(scheme="esco").order_by("code")
    return (
        list(terms.values_list("pk", "code", "parent__code", "label_nl", "label_en", "is_current")),
        list(Skill.objects.filter(scheme="esco").order_by("code").values_list("pk", "code", "kind")),
        list(OccupationSkill.objects.values_list("occupation__code", "skill__code", "is_essential")),
    )


def test_download_is_loaded_under_isco(download):
    load(download)
    occupations, skills, relations = rows()
    assert [row[1:] for row in occupations] == [
        ("7512.1", "7512", "nachtbakker", "night baker", True),
        ("7512.2", "7512", "", "cake painter", True),
    ]
    assert [row[1:] for row in skills] == [("able", "skill"), ("knows", "knowledge")]
    assert sorted(relations) == [("7512.1", "able", True), ("7512.1", "knows", False)]
    assert search("occupation", "nightly baker")[0].term.code == "7512.1"


def test_same_download_again_changes_nothing(download):
    load(download)
    before = rows(), Release.objects.get(scheme="esco").loaded_at
    assert "nothing changed" in load(download)
    assert (rows(), Release.objects.get(scheme="esco").loaded_at) == before


def test_new_edition_keeps_keys_and_retires_what_went(download):
    load(download)
    before = dict(Occupation.objects.filter(scheme="esco").values_list("code", "pk"))
    lines = FILES["occupations_en"].replace("night baker", "late baker").splitlines(keepends=True)
    (download / "occupations_en.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    load(download)
    after = {term.code: (term.pk, term.is_current) for term in Occupation.objects.filter(scheme="esco")}
    assert after == {"7512.1": (before["7512.1"], True), "7512.2": (before["7512.2"], False)}
    assert [hit.term.code for hit in search("occupation", "cake painter") if hit.is_exact] == []


def test_gzipped_download_and_name_of_later_editions_are_read(download):
    for path in list(download.iterdir()):
        name = path.name.replace("Relations.csv", "Relations_en.csv") + ".gz"
        (download / name).write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    load(download)
    assert [len(part) for part in rows()] == [2, 2, 2]


BROKEN = {
    "no file": ("skills_en", None, "Not in .*: skills_en.csv"),
    "other heading": ("skills_en", "a,b\n1,2\n", "skills_en.csv: the heading has no conceptUri, skillType"),
    "empty": ("occupations_en", "", "occupations_en.csv: the heading has no"),
    "unknown group": (
        "occupations_en",
        FILES["occupations_en"].replace(",7512,cake", ",7599,cake"),
        "occupations_en.csv, line 4: “7599” is not a group",
    ),
    "code of another group": (
        "occupations_en",
        FILES["occupations_en"].replace("7512.2", "1111.2"),
        "line 4: “1111.2” is not a code in group 7512",
    ),
    "cut off": ("skills_en", FILES["skills_en"][:-30], "skills_en.csv, line 3: the row is cut off"),
    "relation": (
        "occupationSkillRelations",
        FILES["occupationSkillRelations"].replace("optional", "perhaps"),
        "line 3: “perhaps” is not a kind",
    ),
    "unknown in groups": ("ISCOGroups_en", "code\n9999\n", "ISCOGroups_en.csv, line 2: “9999”"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_download_with_a_fault_is_refused_whole(download, fault):
    name, text, message = BROKEN[fault]
    path = download / f"{name}.csv"
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=message) as caught:
        load(download)
    assert caught.value.returncode == 2
    assert rows() == ([], [], [])


def test_binary_file_and_missing_folder_are_named(download):
    (download / "skills_en.csv").write_bytes(b"PK\x03\x04\xff\xfe\x00")
    with pytest.raises(CommandError, match=r"skills_en\.csv: not UTF-8 text"):
        load(download)
    with pytest.raises(CommandError, match="is not a folder"):
        load(download / "nowhere")
