"""An archive in which every text that people or files bring is a payload of promises/payloads.py.

Catalogue and transcripts by manifest, tags and names of files by a folder, reasons of revisions by
attaching again. `FORMATS` writes one file of each format with all payloads as names and as words.
"""

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from mutagen import id3
from mutagen.flac import FLAC
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from archive.audit import find_actor
from archive.resources import Resources
from archive.transcript_files import attach_file
from promises.archives import Archive
from promises.bombs import docx, odt

WORD = "jalan"
"""In every statement, so that a search finds them all."""
AUDIO = Path(__file__).parents[1] / "tests" / "fixtures" / "audio"
FIELDS = ("id", "programme", "station", "title", "date", "summary", "topics", "people", "rights",
          "language", "transcript")  # fmt: skip
PUBLISHED, DRAFT = "x", "d"
LONGEST_FILE_NAME = 150

Texts = Sequence[str]


def poison(archive: Archive, payloads: Texts) -> None:
    """Fill an empty archive: published episodes, drafts, a file of each format, tagged audio."""
    archive.folder.mkdir(exist_ok=True)
    (archive.folder / "words").mkdir()
    rows = list(rows_of(archive.folder / "words", payloads))
    formats = list(format_rows(archive.folder / "words", payloads))
    bring(archive, "published.csv", [*rows, *formats], "--publish")
    bring(archive, "drafts.csv", [row | {"id": DRAFT + row["id"]} for row in rows])
    tag_audio(archive.folder / "audio", payloads)
    archive.gaung("import", str(archive.folder / "audio"), "--programme", "formats", "--publish")


def bring(archive: Archive, name: str, rows: list[dict[str, str]], *words: str) -> None:
    """Import rows by a manifest."""
    manifest = archive.folder / name
    with manifest.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS)
        writer.writeheader()
        writer.writerows(rows)
    archive.gaung("import", "--manifest", str(manifest), *words)


def rows_of(folder: Path, payloads: Texts) -> Iterator[dict[str, str]]:
    """An episode for each payload, which stands in every field."""
    for number, text in enumerate(payloads):
        file = folder / f"{number}-{file_name_of(text)}.vtt"
        file.write_text(as_vtt([text]), "utf-8")
        person = text.replace(";", ",").replace("|", "!")
        yield {
            "id": f"{PUBLISHED}{number}",
            "programme": text,
            "station": text,
            "title": text,
            "date": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "summary": f"{text}\n\n{text}",
            "topics": text,
            "people": f"{person}|{person}|{person}",
            "rights": text,
            "language": "id",
            "transcript": f"words/{file.name}",
        }


def file_name_of(text: str) -> str:
    """A payload as a file can be called."""
    name = "".join(one if one.isprintable() else "?" for one in text.replace("/", "\u2215"))
    while len(name.encode()) > LONGEST_FILE_NAME:
        name = name[:-1]
    return name


def format_rows(folder: Path, payloads: Texts) -> Iterator[dict[str, str]]:
    """An episode for each format, with all payloads in its transcript."""
    for suffix, write in FORMATS.items():
        content = write(payloads)
        file = folder / f"all.{suffix}"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        plain = {"id": f"all-{suffix}", "programme": "Formats", "title": f"All as {suffix}"}
        yield plain | {"date": "2023-05-05", "transcript": f"words/{file.name}"}


def one_line(text: str) -> str:
    """A payload without line ends, for formats in which they end a name or a cue."""
    return " ".join(text.split())


def clock(seconds: int, comma: str = ".") -> str:
    """A time in a subtitle file."""
    return f"00:{seconds // 60 % 60:02}:{seconds % 60:02}{comma}000"


def as_vtt(payloads: Texts) -> str:
    """WebVTT: identifiers, settings, notes, voices, classes and words."""
    cues = ["WEBVTT " + one_line(payloads[0]), "NOTE\n" + "\n".join(map(one_line, payloads))]
    for number, text in enumerate(map(one_line, payloads)):
        times = f"{clock(number * 2)} --> {clock(number * 2 + 1)} {text.replace('-->', '')}"
        name = text.replace(">", "&gt;")
        cues.append(f"{text.replace('-->', '')}\n{times}\n<v {name}>{WORD} {text}")
        cues.append(f"{clock(number * 2 + 1)} --> {clock(number * 2 + 2)}\n{escape(text)} {WORD}")
    return "\n\n".join(cues)


def as_srt(payloads: Texts) -> str:
    """SRT with names before a colon."""
    return "\n\n".join(
        f"{number + 1}\n{clock(number * 2, ',')} --> {clock(number * 2 + 1, ',')}\n"
        f"{one_line(text)}: {WORD} {one_line(text)}"
        for number, text in enumerate(payloads)
    )


def as_ttml(payloads: Texts) -> str:
    """TTML with agents."""
    agents = "".join(
        f'<ttm:agent xml:id="a{number}"><ttm:name type="full">{escape(text)}</ttm:name></ttm:agent>'
        for number, text in enumerate(map(one_line, payloads))
    )
    lines = "".join(
        f'<p begin="{number * 2}s" end="{number * 2 + 1}s" ttm:agent="a{number}">'
        f"{WORD} {escape(one_line(text))}</p>"
        for number, text in enumerate(payloads)
    )
    return (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata">'
        f"<head><metadata>{agents}</metadata></head><body><div>{lines}</div></body></tt>"
    )


def as_json(payloads: Texts) -> str:
    """The JSON of Podcasting 2.0."""
    segments = [
        {"speaker": text, "startTime": n * 2, "endTime": n * 2 + 1, "body": f"{WORD} {text}"}
        for n, text in enumerate(payloads)
    ]
    return json.dumps({"version": "1.0.0", "segments": segments})


def as_txt(payloads: Texts) -> str:
    """Plain text: a name, a colon, words."""
    return "\n".join(f"{one_line(text)}: {WORD} {one_line(text)}" for text in payloads)


def as_docx(payloads: Texts) -> bytes:
    """Word: bold names, and words."""
    return docx(
        "".join(
            f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{escape(one_line(text))}: </w:t></w:r>"
            f"<w:r><w:t>{WORD} {escape(one_line(text))}</w:t></w:r></w:p>"
            for text in payloads
        )
    )


def as_odt(payloads: Texts) -> bytes:
    """Writer: a name, a colon, words."""
    lines = (escape(one_line(text)) for text in payloads)
    return odt("".join(f"<text:p>{line}: {WORD} {line}</text:p>" for line in lines))


FORMATS: Mapping[str, Callable[[Texts], str | bytes]] = {
    "vtt": as_vtt,
    "srt": as_srt,
    "ttml": as_ttml,
    "json": as_json,
    "txt": as_txt,
    "docx": as_docx,
    "odt": as_odt,
}


def tag_audio(folder: Path, payloads: Texts) -> None:
    """A recording for each payload, which is its name and stands in all of its tags."""
    folder.mkdir()
    for number, text in enumerate(payloads):
        suffix, tag = AUDIO_TAGS[number % len(AUDIO_TAGS)]
        name = f"2022-{number % 12 + 1:02}-{number % 28 + 1:02} {number} {file_name_of(text)}"
        path = shutil.copy(AUDIO / f"tagged.{suffix}", folder / f"{name}.{suffix}")
        tag(Path(path), text)


def tag_mp3(path: Path, text: str) -> None:
    """ID3: texts, comment, lyrics with and without times, chapters, own fields."""
    tags = id3.ID3()
    for frame in (id3.TIT2, id3.TPE1, id3.TALB, id3.TCON, id3.TCOM, id3.TPUB, id3.TLAN, id3.TIT3):
        tags.add(frame(encoding=3, text=[text]))
    tags.add(id3.COMM(encoding=3, lang="ind", desc=text, text=[text]))
    tags.add(id3.USLT(encoding=3, lang="ind", desc=text, text=f"[00:00.50]{text}"))
    tags.add(id3.SYLT(encoding=3, lang="ind", format=2, type=1, desc=text, text=[(text, 0)]))
    tags.add(id3.TXXX(encoding=3, desc=text, text=[text]))
    title = id3.TIT2(encoding=3, text=[text])
    tags.add(id3.CHAP(element_id="a", start_time=0, end_time=900, sub_frames=[title]))
    tags.add(id3.CTOC(element_id="toc", flags=3, child_element_ids=["a"], sub_frames=[title]))
    tags.save(path, v1=2)


def tag_vorbis(audio: FLAC | OggVorbis | OggOpus, text: str) -> None:
    """Vorbis comments."""
    for field in ("title", "artist", "album", "genre", "comment", "language", "lyrics",
                  "description", "copyright", "CHAPTER001NAME"):  # fmt: skip
        audio[field] = [text]
    audio["CHAPTER001"] = ["00:00:00.000"]
    audio.save()


def tag_m4a(path: Path, text: str) -> None:
    """Atoms of MP4."""
    audio = MP4(path)
    for name in ("nam", "ART", "alb", "gen", "cmt", "lyr", "wrt"):
        audio[f"\xa9{name}"] = [text]
    audio["desc"] = audio["cprt"] = [text]
    audio["----:com.apple.iTunes:LANGUAGE"] = [text.encode()]
    audio.save()


AUDIO_TAGS: tuple[tuple[str, Callable[[Path, str], None]], ...] = (
    ("mp3", tag_mp3),
    ("flac", lambda path, text: tag_vorbis(FLAC(path), text)),
    ("m4a", tag_m4a),
    ("opus", lambda path, text: tag_vorbis(OggOpus(path), text)),
    ("ogg", lambda path, text: tag_vorbis(OggVorbis(path), text)),
)


def give_reasons(opened: Resources, payloads: Texts) -> None:
    """Publish a second revision of every published episode, with a payload as its reason."""
    with opened.writing() as session:
        actor = find_actor(session, "person", payloads[0][:80])
        for number, text in enumerate(payloads):
            again = as_vtt([text, re.sub("alan", "embatan", text)]).encode()
            attach_file(
                session, f"{PUBLISHED}{number}", again, f"{file_name_of(text)}.vtt", actor,
                maps={}, publish_it=True, reason=text,
            )  # fmt: skip
        session.commit()
