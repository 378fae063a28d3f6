"""Fields of a form, read once and safely: no view reads `request.form` itself."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from archive.web.parameters import LONGEST, can_be_typed, clean


def posted(name: str) -> str:
    """A field as it was meant (`parameters.clean`); "" where it is absent.

    Raises BadRequest where it cannot be meant.
    """
    return clean(posted_secret(name))


def posted_secret(name: str) -> str:
    """A password, as it was typed. Raises BadRequest where nobody can have typed it."""
    text = request.form.get(name, "")
    if not can_be_typed(text) or len(text) > LONGEST:
        raise BadRequest(_("Sebuah isian memuat karakter yang rusak, atau terlalu panjang."))
    return text
