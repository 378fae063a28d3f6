"""A transcript as DOCX (ECMA-376), for people who correct it in a word processor.

A statement is a paragraph: its time, its speaker in bold, its words. Time and speaker stand in
character styles of their own, by which the reader (names.py) knows them again whatever they say,
also after Word or Writer saved the file anew. What the file is - revision, address, rights -
stands above in a paragraph style that the reader leaves out, and so does a remark on the words.

It holds speaker, start, end (to the millisecond) and words of each statement; no times inside.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from media.transcripts.labels import UNKNOWN
from media.transcripts.own import withdrawn_line
from media.transcripts.timecodes import to_milliseconds
from media.transcripts.written import Colophon, WrittenStatement

_NAMESPACE = "http://schemas.openxmlformats.org"
_WORDS = f"{_NAMESPACE}/wordprocessingml/2006/main"
_RELATIONS = f"{_NAMESPACE}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WRITTEN = (1980, 1, 1, 0, 0, 0)  # the same transcript makes the same file


def format_docx(colophon: Colophon, statements: Sequence[WrittenStatement]) -> bytes:
    """The file; the same transcript makes the same bytes."""
    about = colophon.lines()
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relations(("officeDocument", "word/document.xml"), _CORE),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("footer", "footer1.xml")
        ),
        "word/document.xml": _document(colophon, statements),
        "word/styles.xml": _styles(colophon.language),
        "word/footer1.xml": _footer(colophon),
        "docProps/core.xml": _core(colophon.title, "; ".join(about), colophon.language),
    }
    return _pack(parts)


def _pack(parts: Mapping[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _WRITTEN)
            package.writestr(entry, _HEAD + text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _document(colophon: Colophon, statements: Iterable[WrittenStatement]) -> str:
    about = (_paragraph("GaungAbout", _run(line)) for line in colophon.lines())
    content = "".join([_paragraph("Title", _run(colophon.title)), *about, *map(_said, statements)])
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="footer"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"'
        ' w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    return _word_part("document", f"<w:body>{content}{section}</w:body>")


def _said(one: WrittenStatement) -> str:
    if one.text is None:
        return _paragraph("GaungAbout", _run(withdrawn_line(one.withdrawn)))
    remark = _paragraph("GaungAbout", _run(one.remark)) if one.remark else ""
    return remark + _paragraph("", *_runs(one, one.text))


def _runs(statement: WrittenStatement, text: str) -> Iterator[str]:
    if statement.start is not None:
        yield _run(f"[{_format_times(statement)}]", "GaungTime")
        yield _run(" ")
    yield _run(statement.speaker or UNKNOWN, "GaungSpeaker")
    yield _run(f": {text}")


def _format_times(statement: WrittenStatement) -> str:
    times = (to_milliseconds(time) for time in (statement.start, statement.end))
    return "–".join(_format_code(time) for time in times if time is not None)


def _format_code(milliseconds: int) -> str:
    """HH:MM:SS, with milliseconds only where there are some."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    fraction = f".{rest:03d}" if rest else ""
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}{fraction}"


def _paragraph(style: str, *runs: str) -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{''.join(runs)}</w:p>"


def _run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{_text(text)}</w:t></w:r>'


def _text(text: str) -> str:
    """A text in XML, without what XML cannot hold, its line ends as spaces."""
    return escape(" ".join(_ILLEGAL.sub("", text).splitlines()))


def _word_part(name: str, content: str) -> str:
    return f'<w:{name} xmlns:w="{_WORDS}" xmlns:r="{_RELATIONS}">{content}</w:{name}>'


def _footer(colophon: Colophon) -> str:
    """What the file is, on every page, and the number of the page."""
    facts = [colophon.title, f"r{colophon.revision}", colophon.address]
    page = f'<w:fldSimple w:instr="PAGE">{_run("1")}</w:fldSimple>'
    return _word_part("ftr", _paragraph("GaungAbout", _run(" · ".join(facts) + " · "), page))


_CORE = ("metadata/core-properties", "docProps/core.xml")


def _relations(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="{kind.rpartition("/")[2]}" Type="{_relation_type(kind)}"'
        f' Target="{target}"/>'
        for kind, target in targets
    )
    return f'<Relationships xmlns="{_NAMESPACE}/package/2006/relationships">{links}</Relationships>'


def _relation_type(kind: str) -> str:
    space = f"{_NAMESPACE}/package/2006/relationships" if "/" in kind else _RELATIONS
    return f"{space}/{kind}"


def _core(title: str, described: str, language: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_NAMESPACE}/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_text(title)}</dc:title><dc:description>{_text(described)}</dc:description>"
        f"<dc:language>{_text(language)}</dc:language></cp:coreProperties>"
    )


_CONTENT_TYPES = (
    f'<Types xmlns="{_NAMESPACE}/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)


def _styles(language: str) -> str:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"'
        f' w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val={quoteattr(_text(language))}/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    return _word_part(
        "styles",
        defaults
        + _style("paragraph", "Normal", "Normal", "", default=True)
        + _style("paragraph", "Title", "Title", '<w:b/><w:sz w:val="32"/>')
        + _style("paragraph", "GaungAbout", "Gaung About", '<w:color w:val="595959"/>')
        + _style("character", "GaungSpeaker", "Gaung Speaker", "<w:b/>")
        + _style("character", "GaungTime", "Gaung Time", '<w:color w:val="595959"/>'),
    )


def _style(kind: str, identifier: str, name: str, look: str, *, default: bool = False) -> str:
    standard = ' w:default="1"' if default else ""
    base = '<w:basedOn w:val="Normal"/>' if kind == "paragraph" and not default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"{standard}>'
        f'<w:name w:val="{name}"/>{base}'
        f"<w:qFormat/><w:rPr>{look}</w:rPr></w:style>"
    )
