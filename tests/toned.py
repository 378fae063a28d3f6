"""Recordings in a language of tones, and the model that hears it (tests/tones/tone_listener.py)."""

import sys
import wave
from pathlib import Path

FOLDER = Path(__file__).parent / "tones"
WORDS = (
    *("jalan", "desa", "itu", "akan", "kita", "perbaiki", "mulai", "bulan", "depan", "dengan"),
    *("dana", "kabupaten", "air", "bersih", "belum", "sampai", "ke", "kampung", "kami", "sudah"),
    *("dua", "tahun", "betul", "bapak", "guru", "sekolah", "Wahyu", "Pratama", "pasar", "baru"),
    *("petani", "sawah", "listrik", "padam", "malam", "hari"),
)
SURE = {"Wahyu": 0.31, "Pratama": 0.42}
ROAD = ["jalan", "desa", "itu", "akan", "kita", "perbaiki", "mulai", "bulan", "depan"]
WATER = ["air", "bersih", "belum", "sampai", "ke", "kampung", "kami"]
THANKS = ["betul", "bapak", "Wahyu", "Pratama"]


def make_model(folder):
    """The folder of a model that knows WORDS."""
    folder.mkdir(parents=True)
    lines = (f"{word}\t{SURE.get(word, 0.9)}" for word in WORDS)
    (folder / "words.txt").write_text("\n".join(lines))
    return folder


def write_speech(path, *sentences):
    """A WAV file in which sentences are said, each a list of WORDS."""
    listener = find_listener()
    words = [word for sentence in sentences for word in (*sentence, None)][:-1]
    samples, rate = listener.speak(words, WORDS)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return path


def find_listener():
    """The module, which a package beside this one would bring."""
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    import tone_listener

    return tone_listener
