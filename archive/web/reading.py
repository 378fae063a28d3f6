"""What a request reads from: the archive's resources and one snapshot of its database."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from archive.resources import Resources
from archive.settings import Settings


def resources() -> Resources:
    """The archive that this application serves."""
    return cast(Resources, current_app.extensions["gaung"])


def settings() -> Settings:
    """The settings in force."""
    return resources().settings


def reading() -> Session:
    """The session of this request, opened when it is first asked for."""
    if "session" not in g:
        g.session = resources().reading()
    return cast(Session, g.session)


def use_reading_sessions(app: Flask) -> None:
    """Close a request's session when the request is over."""

    @app.teardown_appcontext
    def close_session(error: BaseException | None) -> None:
        session = g.pop("session", None)
        if session is not None:
            session.close()
