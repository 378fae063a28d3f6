"""Documents made of parts, as hostile as a test wants them."""

import io
import zipfile

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE_DOCUMENT = (
    f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="x/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


def pack(parts, compression=zipfile.ZIP_DEFLATED):
    """The bytes of a ZIP file; a part of bytes or text."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def docx_parts(body="", head=""):
    """The parts of a DOCX whose body holds some XML; `head` stands above the root."""
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": OFFICE_DOCUMENT,
        "word/document.xml": f'{head}<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body>'
        "</w:document>",
    }


def odt_parts(body="", head=""):
    """The parts of an ODT whose text holds some XML."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'{head}<office:document-content xmlns:office="{ODF}:office:1.0"'
        f' xmlns:text="{ODF}:text:1.0"><office:body><office:text>{body}</office:text>'
        "</office:body></office:document-content>",
    }


def docx(body="", head=""):
    """A DOCX whose body holds some XML."""
    return pack(docx_parts(body, head))


def odt(body="", head=""):
    """An ODT whose text holds some XML."""
    return pack(odt_parts(body, head))


def paragraph(text):
    """A paragraph of a DOCX."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
