"""What addresses may look like."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter


class SlugConverter(BaseConverter):
    """`<slug:slug>`: letters, digits and hyphens, so that `.json` is never part of it."""

    regex = "[a-z0-9-]{1,200}"


def use_routing(app: Flask) -> None:
    """Teach the URL map slugs; a slash at the end is allowed and means nothing."""
    app.url_map.converters["slug"] = SlugConverter
    app.url_map.strict_slashes = False
