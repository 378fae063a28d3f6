"""What browsers ask an archive for: how to search it from their own address bar."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from flask import Blueprint, Response
from flask_babel import gettext as _

from archive.web.addresses import public_address
from archive.web.assets import asset
from archive.web.atom import MEDIA_TYPE as ATOM
from archive.web.atom import add
from archive.web.reading import settings

blueprint = Blueprint("browsers", __name__)

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
OPENSEARCH = "application/opensearchdescription+xml"
SUGGESTIONS = "application/x-suggestions+json"
NAME, LONG_NAME = 16, 48
"""Characters that the format allows."""
TEMPLATES = (
    ("text/html", "/cari?q={searchTerms}&hal={startPage?}"),
    (ATOM, "/cari.atom?q={searchTerms}"),
    ("application/json", "/cari.json?q={searchTerms}&hal={startPage?}"),
    (SUGGESTIONS, "/cari/lengkapi?bentuk=opensearch&q={searchTerms}"),
)


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """The OpenSearch description (version 1.1)."""
    name = settings()["ARCHIVE_NAME"]
    about = _("Apa yang dikatakan di radio, dapat dicari dan dikutip.")
    root = ET.Element("OpenSearchDescription", {"xmlns": NAMESPACE})
    add(root, "ShortName", name[:NAME])
    add(root, "LongName", name[:LONG_NAME])
    add(root, "Description", about)
    for kind, template in TEMPLATES:
        add(root, "Url", type=kind, template=public_address(template))
    for code in ("id", "en"):
        add(root, "Language", code)
    add(root, "InputEncoding", "UTF-8")
    add(root, "Image", public_address(asset("icon.svg")), type="image/svg+xml")
    return Response(
        ET.tostring(root, encoding="utf-8", xml_declaration=True),
        content_type=f"{OPENSEARCH}; charset=utf-8",
    )
