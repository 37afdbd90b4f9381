"""Spellings that must meet, and names that must stay apart."""

import pytest

from residents.people.spelling import alike, indexed_words, keys, near_keys, plain, query_words

# Each line: one name as it is written on cards, in calls, in e-mails and in its own script.
SAME = """
Mohamed Muhammad Mohammad Mohammed Muhammed Maxamed Mehmet Mahamed محمد መሓመድ
Ahmed Ahmad Achmed Axmed Ahmet أحمد Ахмед
Yusuf Youssef Yousif Joesoef Yuusuf يوسف Юсуф
Hussein Husayn Hoessein Xuseen Hüseyin Hossein Huseyn حسين
Hassan Hasan Xasan Hassane حسن
Khaled Khalid Chaled Xaalid Halit خالد
Ali Aly Cali علي
Omar Umar Cumar Ömer Oemar
Osman Uthman Othman Cismaan Usman عثمان
Ibrahim Ebrahim Brahim Ibraahim İbrahim ابراهيم
Ismail Ismael Ismaaciil İsmail Esmail
Mahmoud Mahmud Maxamuud Mahmut محمود
Mustafa Moustafa Mostafa Mustapha مصطفى
Abdullah Abdallah Abdoullah Cabdullaahi عبدالله
Abdulrahman Abderrahmane Abdirahman Abdurrahman Abdelrahman Cabdiraxmaan عبدالرحمن
Abdulaziz Abdelaziz Abdoelaziz
Suleiman Sulayman Soliman Süleyman Saleebaan
Jamal Gamal Djamal Cemal Jamaal جمال
Said Saeed Saïd Sait Siciid سعيد
Fatima Fatma Fatemeh Faduma Faatuma فاطمة
Aisha Aicha Ayşe Caasha Aysha عائشة
Maryam Mariam Meryem Miriam Maria مريم ማርያም
Zainab Zeynep Zineb Zaynab Saynab زينب
Khadija Hatice Xadiijo Khadidja
Zahra Sahra Zohra Zehra
Amina Aamina Amiena أمينة
Layla Leila Laila Leyla ليلى
Nour Noor Nur Nuur نور
Sharif Cherif Şerif Sjarif شريف
Rashid Rachid Raşit Rasjied
Tariq Tarek Tarik Tareq طارق
Qasim Kasim Kassem Ghasem
Yaqub Yakup Yacoub Yakoub يعقوب
Dawud Daoud Davut Dawit Dawood ዳዊት
Karim Kareem Kariem كريم
Habib Habeeb Xabiib
Reza Rida Riza رضا
Parviz Parwiz Perviz پرویز
Farhad Ferhat Ferhad فرهاد
Shirin Şirin Shireen Sjirin شیرین
Noori Nouri Nuri نوری
Rahimi Raheemi Rahiemi رحیمی
Tesfay Tesfai Tesfaye Tesfaj ተስፋይ
Tekle Teclé Tekleh ተክለ
Ghebremedhin Gebremedhin Gebremedhn ገብረመድህን
Haile Hayle Haileh ሃይለ
Tsegay Tsegai Tsegaye Segay ጸጋይ
Yohannes Johannes Yohanes ዮሃንስ
Yonas Jonas Ionas ዮናስ
Selam Salam Selaam ሰላም
Mikael Michael Mikail ሚካኤል
Woldu Weldu Wolde ወልዱ
Kidane Kidaneh Qidane ኪዳነ
Berhe Berheh በርሀ
Olena Elena Helena Yelena Олена Елена
Oleksandr Alexander Aleksandr Олександр Александр
Volodymyr Vladimir Wolodymyr Володимир Владимир
Serhii Sergei Sergey Serhiy Сергій Сергей
Bohdan Bogdan Богдан
Olha Olga Ольга
Ihor Igor Игорь Ігор
Kateryna Katerina Ekaterina Катерина
Nataliia Natalia Natalya Наталія
Yuliia Julia Iuliia Yulia Юлія
Dmytro Dmitri Dmitry Дмитро Дмитрий
Andrii Andrey Andriy Андрій Андрей
Shevchuk Szewczuk Schewtschuk Шевчук
Tkachenko Tkatchenko Ткаченко
Çelik Celik Chelik
Şahin Sahin Shahin Schahin
Yıldız Yildiz Jildiz
Öztürk Ozturk Oztürk
Murat Murad مراد
Recep Rajab Redjeb
Cem Jem Djem
Rojîn Rojin
Ciwan Jiwan Djiwan
Cabdi Abdi
Xaawo Hawa Hawo
Warsame Warsamme
Faarax Farah Faraah
Jaamac Jamaa
Axmed Ahmed
González Gonzales Gonzalez
Rodríguez Rodrigues
Jiménez Gimenez Ximenez
Núñez Nunez
José Jose
Vásquez Vasques
""".strip().splitlines()
PAIRS = [(name, other) for name, *others in map(str.split, SAME) for other in others]

DIFFERENT = [
    ("Hassan", "Hussein"), ("Samir", "Samira"), ("Karim", "Karima"), ("Amin", "Amina"), ("Ali", "Alia"),
    ("Omar", "Amir"), ("Said", "Zaid"), ("Salim", "Salam"), ("Karim", "Karam"), ("Ahmed", "Mohamed"),
    ("Mahmoud", "Mohamed"), ("Nadir", "Nadira"), ("Rashid", "Rasha"), ("Jamal", "Jamil"),
    ("Khaled", "Khalil"), ("Tesfay", "Tsegay"), ("Tekle", "Tesfay"), ("Yonas", "Yohannes"),
    ("Olena", "Oleh"), ("Olena", "Olha"), ("Iryna", "Maryna"), ("Andrii", "Andrea"), ("Petro", "Pavlo"),
    ("Serhii", "Sarah"), ("Mariam", "Marwa"), ("Layla", "Lubna"), ("Fatima", "Fatih"), ("Hasan", "Ehsan"),
    ("Ibrahim", "Ismail"), ("Yusuf", "Yasin"), ("Farah", "Farida"), ("Noor", "Nasir"), ("Abdi", "Adil"),
    ("Abdullah", "Abdulaziz"), ("Abdulrahman", "Abdulrahim"), ("Zeynep", "Zehra"), ("Murat", "Marat"),
    ("Gebre", "Gebru"), ("Haile", "Hailu"), ("Jose", "Jesus"), ("Luis", "Luisa"), ("Kidane", "Kahsay"),
]  # fmt: skip


def test_spelling_table_is_long_enough():
    assert len(set(PAIRS)) >= 150


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_spellings_of_one_name_meet_in_a_key_and_are_alike(one, two):
    assert set(keys(one.casefold())) & set(keys(two.casefold()))
    assert alike(one.casefold(), two.casefold())


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_different_names_are_not_alike(one, two):
    assert not alike(one.casefold(), two.casefold())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Élias   O'Neill ", "elias oneill"),
        ("Şahin", "sahin"),
        ("Łukasz Weiß", "lukasz weiss"),
        ("Наталія Щербак", "nataliia shcherbak"),
        ("Al-Hassan", "al hassan"),
        ("يوسف", "ywsf"),
        ("ተስፋይ", "tesfay"),
    ],
)
def test_plain_folds_case_accents_and_script(text, words):
    assert plain(text) == words


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Al-Hassan", "hassan"), ("Al-Hassan", "alhassan"), ("Alhassan", "Al Hassan"), ("الحسن", "Al-Hasan"),
        ("Abdul Rahman", "abdelrahman"), ("Abd al-Rahman", "Abdurrahman"), ("Teklehaimanot", "tekle"),
        ("Ould Mohamed", "mohamed"), ("van der Berg", "berg"),
    ],
)  # fmt: skip
def test_names_with_particles_and_in_parts_are_found(stored, typed):
    found = indexed_words(stored)
    wanted = {key for _word, piece in query_words(typed) for key in keys(piece)}
    words = {word for word, _piece in query_words(typed)}
    assert any(key in wanted or any(word.startswith(each) for each in words) for word, key in found)


def test_query_keeps_its_last_word_even_if_it_is_a_particle():
    assert [word for word, _piece in query_words("van der Al")] == ["al"]


def test_name_of_particles_only_is_still_found():
    assert {word for word, _key in indexed_words("Al")} == {"al"}


def test_near_keys_are_one_consonant_off_and_need_three():
    near = near_keys("TSF")
    assert {"TSV", "TF", "STF", "TSFR", "MSF"} <= near
    assert "TSF" not in near
    assert "TLR" not in near
    assert near_keys("TS") == frozenset()
