"""Passwords that everybody tries first, made from common words and patterns.

No list of stolen passwords was used: whoever guesses passwords begins with words and habits, and
those are what stands in the tables below. The list of 38,000 is made of them when it is first asked
for, in an eighth of a second. Passwords are compared as `bare` leaves them, so that
"Rahasia@2024!" is the "rahasia2024" of the list.

Made of: a word or two words in a row; a word, name or place with years or runs of digits behind it,
also with the usual figures for letters (a 4, e 3, i 1, o 0, s 5); rows of the keyboard forwards and
backwards; digits in sequence; short parts repeated.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

SHORTEST, LONGEST = 4, 24
"""Letters and digits of what is listed; signs may stand between them."""
FEW = 3
"""A password of so few different characters is a repetition, of whatever length."""

WORDS = (
    *("password", "passwd", "sandi", "katasandi", "rahasia", "admin"),
    *("administrator", "adminadmin", "root", "user", "guest", "login", "welcome", "letmein"),
    *("masuk", "selamat", "selamatdatang", "indonesia", "merdeka", "bismillah", "alhamdulillah"),
    *("assalamualaikum", "sayang", "sayangku", "cintaku", "akucintakamu", "iloveyou", "cinta"),
    *("bintang", "mawar", "garuda", "pancasila", "jakarta", "surabaya", "bandung", "banjarmasin"),
    *("makassar", "kalimantan", "sulawesi", "sumatera", "tanahbumbu", "batulicin", "kotabaru"),
    *("pemkab", "pemda", "diskominfo", "kominfo", "humas", "protokol", "prokopim", "setda"),
    *("radio", "penyiar", "arsip", "gaung", "siaran", "berita", "kabupaten", "pemerintah"),
    *("qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsx", "abc", "abcdef", "abcdefgh"),
    *("football", "liverpool", "manchester", "barcelona", "persija", "persib", "arema"),
    *("dragon", "monkey", "sunshine", "princess", "superman", "batman", "master", "computer"),
    *("internet", "samsung", "komputer", "laptop", "changeme", "default", "secret", "freedom"),
    *("budi", "siti", "agus", "dewi", "putri", "putra", "ahmad", "muhammad", "rahmat", "nurul"),
    *("test", "testing", "coba", "cobacoba", "server", "database", "system", "sistem", "kantor"),
)
DIGITS = (
    *("1", "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789"),
    *("1234567890", "0123456789", "987654321", "654321", "4321", "321", "111", "1111", "111111"),
    *("000", "0000", "000000", "007", "11", "22", "99", "69", "88", "888", "666", "777", "999"),
    *(str(year) for year in range(1970, 2031)),
)
ROWS = (
    *("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "0987654321", "poiuytrewq"),
    *("abcdefghijklmnopqrstuvwxyz", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujm"),
    *("1qaz2wsx3edc4rfv5tgb", "zaq12wsxcde34rfvbgt5", "q1w2e3r4t5y6u7i8o9p0", "987654321"),
)
FIGURES = str.maketrans("aeios", "43105")


def is_breached(password: str) -> bool:
    """Whether a password is on the list, or one part of one again and again."""
    return len(set(password.casefold())) <= FEW or bare(password) in list_breached()


def bare(password: str) -> str:
    """Its letters and digits alone, in lower case."""
    return "".join(character for character in password.casefold() if character.isalnum())


@cache
def list_breached() -> frozenset[str]:
    """All of them."""
    made = {*of_words(), *of_pairs(), *of_rows(), *of_repetitions()}
    return frozenset(text for text in made if SHORTEST <= len(text) <= LONGEST)


def of_words() -> Iterator[str]:
    """A word alone, and with digits behind it, in letters and with figures for some of them."""
    for word, digits in product(WORDS, ("", *DIGITS)):
        yield f"{word}{digits}"
        yield f"{word.translate(FIGURES)}{digits}"


def of_pairs() -> Iterator[str]:
    """Two words in a row."""
    for one, other in product(WORDS, WORDS):
        yield one + other


def of_rows() -> Iterator[str]:
    """Pieces of rows of the keyboard and of the alphabet, alone and joined to a second row."""
    for row in ROWS:
        for start, length in product(range(len(row)), range(6, LONGEST + 1)):
            yield (row + row)[start : start + length]
    for one, other in product(ROWS, ROWS):
        for length in range(1, len(other) + 1):
            yield one[:length] + other[:length]
            yield one + other[:length]


def of_repetitions() -> Iterator[str]:
    """Short parts again and again: one character, a run of digits, a word."""
    alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"
    parts = (*alphabet, *WORDS, *DIGITS, "ab", "abc", "qwe", "asd", "zxc", "xyz", "aku", "12ab")
    for part, times in product(parts, range(2, LONGEST + 1)):
        yield part * times
