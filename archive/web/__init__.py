"""Pages for people, one module per noun; what they share is named here.

A page is one module `archive/web/<noun>.py` with a blueprint `<noun>`, templates in
`templates/<noun>/<view>.html`, and one word in `archive.web.blueprints`. A view reads through
`archive.catalogue`, with the session of `archive.web.reading`, and answers through
`archive.web.forms`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.settings import Settings
from archive.web.admission import use_admission
from archive.web.compression import use_compression
from archive.web.errors import use_error_pages
from archive.web.forgery import use_form_keys
from archive.web.headers import use_headers
from archive.web.languages import use_languages
from archive.web.parameters import use_text_gate
from archive.web.reading import use_reading_sessions
from archive.web.routing import use_routing
from archive.web.templating import use_templates
from archive.web.transport import use_proxies

__all__ = [
    "configuration",
    "template_folder",
    "use_admission",
    "use_compression",
    "use_error_pages",
    "use_form_keys",
    "use_headers",
    "use_languages",
    "use_proxies",
    "use_reading_sessions",
    "use_routing",
    "use_templates",
    "use_text_gate",
]

PACKAGE = Path(__file__).parent.parent
LARGEST_FORM = 64 * 1024
"""Bytes of a request body; a route that takes more says so itself."""


def template_folder() -> Path:
    """Where the templates are: inside the package in a wheel, beside it in a checkout."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


def configuration(settings: Settings) -> dict[str, Any]:
    """Flask's configuration; the Host header is checked and never reflected."""
    public_host = urlsplit(settings["PUBLIC_URL"]).hostname
    return {
        "TRUSTED_HOSTS": [*settings["TRUSTED_HOSTS"], *([public_host] if public_host else [])],
        "MAX_CONTENT_LENGTH": LARGEST_FORM,
        "BABEL_DEFAULT_LOCALE": "id",
        "BABEL_TRANSLATION_DIRECTORIES": str(PACKAGE / "translations"),
    }
