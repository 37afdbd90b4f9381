"""Letters of other scripts, and Latin letters with marks, in plain Latin letters.

What is written here is how passports and desks write it, roughly: the sounds are compared later, so that a
choice between two ways of writing does not matter. Arabic leaves short vowels out; the key does too.
"""

import unicodedata

# Latin letters that do not come apart into a letter and an accent.
LATIN = {
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i",
    "ə": "a", "ʿ": "", "ʾ": "", "ʻ": "", "ʼ": "", "’": "", "‘": "", "'": "", "`": "", "´": "",
}  # fmt: skip

# Marks that change the sound: kept as two letters when the sound is asked for, dropped when the word is.
SOUNDING = {
    "ş": "sh", "ș": "sh", "š": "sh", "ś": "sh", "ç": "tch", "č": "tch", "ć": "tch", "ž": "zh", "ż": "zh",
    "ğ": "", "ñ": "n", "ė": "e", "ø": "o",
}  # fmt: skip

# Ukrainian and Russian as passports write them. Ukrainian г is h and Russian г is g: ``readings`` gives both.
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ё": "io", "ж": "zh",
    "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ь": "", "ъ": "", "ы": "y", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip

# Arabic, Persian, Sorani and Urdu. Long vowels are written, short ones are not.
ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ء": "", "ؤ": "u", "ئ": "i", "ع": "a", "ب": "b",
    "پ": "p", "ت": "t", "ٹ": "t", "ث": "th", "ج": "dj", "چ": "tch", "ح": "h", "خ": "kh", "د": "d",
    "ڈ": "d", "ذ": "dh", "ر": "r", "ڕ": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d",
    "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ڤ": "v", "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l",
    "ڵ": "l", "م": "m", "ن": "n", "ں": "n", "ه": "h", "ہ": "h", "ھ": "h", "ة": "a", "ە": "e", "و": "w",
    "ۆ": "o", "ۇ": "u", "ي": "i", "ى": "a", "ی": "i", "ێ": "e", "ے": "e", "ـ": "",
}  # fmt: skip
# What another letter stands for at the beginning of a word.
AT_FIRST = {"ي": "y", "ی": "y", "и": "i"}

# Ethiopic: a row of eight signs for each consonant, one for each vowel.
_ROWS = "h l h m s r s sh q q q q b v t tch kh kh n ny - k k kh kh w - z zh y d d dj g g g t tch p ts ts f p"
ETHIOPIC_ROWS = _ROWS.split()
ETHIOPIC_VOWELS = ("e", "u", "i", "a", "e", "", "o", "wa")
ETHIOPIC_FIRST, ETHIOPIC_LAST = 0x1200, 0x1357


def _ethiopic(letter: str) -> str | None:
    place = ord(letter) - ETHIOPIC_FIRST
    if not 0 <= place <= ETHIOPIC_LAST - ETHIOPIC_FIRST:
        return None
    consonant = ETHIOPIC_ROWS[place // 8]
    vowel = ETHIOPIC_VOWELS[place % 8]
    if consonant != "-":
        return consonant + vowel
    return "a" if vowel in ("e", "") else vowel  # አ and ዐ carry the vowel alone


def latin(text: str, *, sounding: bool = False) -> str:
    """Return ``text`` in lower case and plain Latin letters; what is not a letter or digit stays.

    ``sounding`` writes ş as sh, which is how it sounds; without it, as s, which is how people type it.
    """
    letters: list[str] = []
    is_first = True
    for letter in unicodedata.normalize("NFC", text.casefold()):
        if sounding and letter in SOUNDING:
            letters.append(SOUNDING[letter])
        else:
            letters.append(_letter(letter, is_first=is_first))
        is_first = not (letter.isalnum() or unicodedata.combining(letter))
    return "".join(letters)


def _letter(letter: str, *, is_first: bool) -> str:
    if is_first and letter in AT_FIRST:
        return AT_FIRST[letter]
    for table in (LATIN, CYRILLIC, ARABIC):
        if letter in table:
            return table[letter]
    if (syllable := _ethiopic(letter)) is not None:
        return syllable
    return "".join(
        LATIN.get(each, each)
        for each in unicodedata.normalize("NFKD", letter)
        if not unicodedata.combining(each)
    )


def readings(text: str) -> list[str]:
    """Return the ways to sound ``text`` in Latin letters: one, or two where г can be h and g."""
    first = latin(text, sounding=True)
    if "г" in text.casefold():
        return [first, latin(text.casefold().replace("г", "ґ"), sounding=True)]
    return [first]
