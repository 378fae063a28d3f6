"""Compressed answers; ranges of audio and bodies that are files stay as they are."""

from __future__ import annotations

from flask import Flask
from flask_compress import Compress


def use_compression(app: Flask) -> None:
    """Compress text answers with brotli or gzip; must come before `use_headers`.

    Functions that run after a request run in the reverse order, so that an answer gets its ETag
    first and an answer that did not change (304) is not compressed.
    """
    app.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_STREAMS=False,
        COMPRESS_MIMETYPES=[
            "text/html",
            "text/css",
            "text/csv",
            "text/plain",
            "text/javascript",
            "application/json",
            "application/xml",
            "application/atom+xml",
            "image/svg+xml",
        ],
    )
    Compress(app)
