"""What the rooms of the editor share: the episode that is edited, and whether one may."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from archive.models import Episode, User
from archive.staff.drafts import find_episode
from archive.staff.roles import NotAllowed, may
from archive.web.forgery import FIELD
from archive.web.posted import posted, posted_fields
from archive.web.reading import reading
from archive.web.visitor import current_user, writing_user

UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def act_names(parts: Iterable[object]) -> list[str]:
    """The identifiers of the acts that this form asks for, one for each of its parts.

    They are made of its key and of all that it says: sent again it asks for the same ones, filled
    in anew (the browser's way back) for others. Raises BadRequest.
    """
    key = posted("kunci")
    if not UUID_TEXT.fullmatch(key):
        raise BadRequest(_("Formulir ini rusak. Buka lagi halamannya."))
    said = json.dumps(sorted(posted_fields(FIELD)))
    return [str(uuid5(UUID(key), f"{part}:{said}")) for part in parts]


@dataclass(frozen=True, slots=True)
class Opened:
    """An episode that this user may read, and whether they may edit and publish it."""

    episode: Episode
    may_edit: bool
    may_publish: bool


def opened_to_read(slug: str) -> Opened:
    """An episode that this user may read. Raises NotFound."""
    user = current_user()
    episode, standing = find_episode(reading(), slug, user)
    return Opened(episode, may(user.role, "edit", standing), may(user.role, "publish", standing))


def require_edit(slug: str) -> Episode:
    """An episode that this user may edit, to be read only. Raises NotFound, NotAllowed."""
    opened = opened_to_read(slug)
    if not opened.may_edit:
        raise NotAllowed(current_user().role, "edit")
    return opened.episode


def opened_to_edit(session: Session, slug: str) -> tuple[Episode, User]:
    """An episode that this user may edit, and the user, in a session that may write.

    Raises NotFound where it may not even be read, NotAllowed.
    """
    user = writing_user(session)
    episode, standing = find_episode(session, slug, user)
    if not may(user.role, "edit", standing):
        raise NotAllowed(user.role, "edit")
    return episode, user
