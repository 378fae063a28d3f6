"""Style sheet, browser code and pictures of the pages.

`asset("css/gaung.css")` is the address to write into a page. Set-up bundles the sources in
`css/` and `js/` under names that carry a hash (static/dist/manifest.json); such a file never
changes and is kept for a year. Where nothing was bundled the sources themselves are served, and
asked for again each time.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

STATIC = Path(__file__).parent.parent / "static"
MANIFEST = STATIC / "dist" / "manifest.json"
A_YEAR = "public, max-age=31536000, immutable"

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("image/svg+xml", ".svg")

blueprint = Blueprint("assets", __name__)


def asset(name: str) -> str:
    """The address of a source below static/: its bundle where there is one."""
    return url_for("assets.show", name=bundles().get(name, name))


@lru_cache(maxsize=1)
def bundles() -> dict[str, str]:
    """Source -> bundle; empty where set-up could not bundle, or a source was changed since."""
    if not MANIFEST.exists() or is_outdated():
        return {}
    return dict(json.loads(MANIFEST.read_text("utf-8")))


def is_outdated() -> bool:
    """Whether a source was changed after it was bundled; in a wheel, times tell of installing."""
    in_checkout = (STATIC.parent.parent / "pyproject.toml").exists()
    return in_checkout and MANIFEST.stat().st_mtime < newest_source()


def newest_source() -> float:
    """When a style sheet or module was last changed, in seconds of the epoch."""
    sources = (path for folder in ("css", "js") for path in (STATIC / folder).rglob("*.*"))
    return max((path.stat().st_mtime for path in sources), default=0.0)


@blueprint.get("/static/<path:name>")
def show(name: str) -> Response:
    """A file below static/. Raises NotFound."""
    path = safe_join(str(STATIC), name)
    if path is None or not Path(path).is_file():
        raise NotFound
    body = Path(path).read_bytes()
    answer = Response(body, mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream")
    answer.set_etag(hashlib.sha256(body).hexdigest()[:32])
    answer.headers["Cache-Control"] = A_YEAR if name in bundles().values() else "no-cache"
    answer.make_conditional(request)
    return answer
