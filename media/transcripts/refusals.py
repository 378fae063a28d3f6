"""Why a file as a whole is no transcript: a sentence for every reason, as a table."""

from __future__ import annotations

from media.errors import UnreadableTranscript

BRING = "Please bring a VTT, SRT, TTML, JSON, TXT (Audacity labels, too), DOCX or ODT file."
_SAVE_ANEW = "Please open it in a word processor, save it anew and bring that file."

REFUSALS = {
    "unknown format": "“{format}” is not read; known are {known}.",
    "empty": "The file is empty. Please check that it was saved.",
    "no text": f"The file is no text. {BRING}",
    "foreign": f"The file is {{what}}. {BRING}",
    "foreign document": "The file is {what}. Please open it in a word processor, save it as DOCX"
    " without a password, and bring that file.",
    "too large": "The file is larger than {limit} MB, too large for a text.",
    "too many lines": "The file has more than {limit} lines; please divide it.",
    "other json": "The file is JSON, but no transcript of Podcasting 2.0 or Whisper. Please bring"
    " one of these, or a VTT, SRT or TXT file.",
    "json too much": "The JSON file has too many parts to be a transcript.",
    "no ttml": "The file is an XML document, but no TTML. Please bring a VTT, SRT, TTML or TXT"
    " file.",
    "doctype": "The TTML file declares a document type (DOCTYPE), which is not read.",
    "ttml too much": "The TTML file has too many elements to be a transcript.",
    "ttml damaged": "The TTML file is damaged in a way that ends its reader, or takes too long to"
    " read.",
    "damaged": f"The document is damaged and cannot be unpacked. {_SAVE_ANEW}",
    "damaged xml": f"The document is damaged: {{reason}} in line {{line}} of its XML. {_SAVE_ANEW}",
    "no part": "The document is damaged: it has no part “{name}”.",
    "no words": "The document is damaged: {name} holds no text.",
    "elsewhere": "The document keeps its text in another place; please bring the whole of it.",
    "open document": f"The file is an OpenDocument {{what}}. {BRING}",
    "secret": "The document is protected by a password. Please save it without one.",
    "bomb": "The document unpacks to far more than a transcript is; it was not opened.",
    "parts": "The document has more than {limit} parts; a transcript has about twenty.",
    "entities": "The document declares entities of its own, which no word processor does; it was"
    " not read.",
    "deep": "The document nests its elements more than {limit} deep; it was not read.",
    "paragraphs": "The document has more than {limit} paragraphs; please divide it.",
    "characters": "The document has more than {limit} million characters, which is more than twenty"
    " hours of talk; please divide it.",
    "document too large": "The document is larger than {limit} MB; please save it without its"
    " pictures.",
    "document too much": "The document could not be read in the time and memory that a transcript"
    " needs: it is damaged, or no transcript. Please save its words as a text file (TXT) and bring"
    " that.",
    "document memory": "The document needs more memory than any transcript.",
}
"""Every reason, and what to do about it; the names are used by the readers."""

FOREIGN = {
    "zip": "a ZIP file and no document",
    "pdf": "a PDF",
    "rtf": "an RTF document",
    "doc": "an old Word document (.doc), or one with a password",
    "mp3": "an MP3 recording",
    "wav": "a WAV recording",
    "ogg": "an Ogg recording",
    "flac": "a FLAC recording",
    "picture": "a picture",
    "compressed": "a compressed file",
    "web page": "a web page",
    "sami": "a SAMI subtitle file",
    "ass": "an ASS or SSA subtitle file",
    "sbv": "an SBV subtitle file",
    "microdvd": "a MicroDVD subtitle file",
    "excel": "an Excel table",
    "powerpoint": "a PowerPoint presentation",
    "visio": "a Visio drawing",
    "e-book": "an e-book",
}
"""What a file is that is known and no transcript: the detail `what` of "foreign"."""

_SAVED_AS_DOCX = ("doc", "rtf")
"""Those of FOREIGN that a word processor makes a document of that is read."""


def refusal(kind: str, **details: object) -> UnreadableTranscript:
    """The error of a reason in REFUSALS, to be raised."""
    told = {name: str(value) for name, value in details.items()}
    if kind == "foreign" and told["what"] in _SAVED_AS_DOCX:
        kind = "foreign document"
    said = told | {"what": FOREIGN[told["what"]]} if kind.startswith("foreign") else told
    return UnreadableTranscript(REFUSALS[kind].format(**said), kind, told)
