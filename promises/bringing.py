"""Transcript files brought through the pages of a served site, as staff bring them."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from archive.audit import find_actor
from archive.resources import open_archive
from archive.settings import read_settings
from archive.staff.sign_ins import begin
from archive.staff.users import add_user
from promises.archives import Answer, Archive
from promises.browsers import Browser
from promises.processes import memory_of_site

MANIFEST = "id,programme,title,date\nt-1,Bincang Pagi,Air bersih,2024-08-14\n"
ADDRESS = "/staf/episode/2024-08-14-air-bersih/transkrip"
SIGN_IN, FIELD, ALERT = "gaung-masuk", "tanda", b'role="alert"'
SENT_ON, SHOWN, TOO_LARGE, UNREADABLE = 303, 200, 413, 422


class Bringer:
    """Somebody of the staff with one draft, and what the site takes of memory."""

    def __init__(self, browser: Browser, serving: int) -> None:
        self.browser, self.serving = browser, serving
        self.token = browser.token(ADDRESS)

    def bring(self, name: str, data: bytes) -> tuple[str, float, bytes]:
        """Send a file and open its preview: what became of it, the seconds, the last page.

        "previewed" and "refused" are answers that a person can read; anything else is wrong.
        """
        border = secrets.token_hex(16)
        form = compose_form(border, self.token, name, data)
        kind = f"multipart/form-data; boundary={border}"
        sent = self.browser.send("POST", ADDRESS, form, kind)
        if sent.status == TOO_LARGE or (sent.status == UNREADABLE and ALERT in sent.body):
            return "refused", sent.seconds, sent.body
        if sent.status != SENT_ON:
            return f"status {sent.status} for the file", sent.seconds, sent.body
        seen = self.browser.ask("GET", sent.headers["Location"])
        return judge_preview(seen), max(sent.seconds, seen.seconds), seen.body

    def memory(self) -> float:
        """MB that the site takes now."""
        return memory_of_site(self.serving)


def compose_form(border: str, token: str, name: str, data: bytes) -> bytes:
    """A form with our token and a file (RFC 7578)."""
    part = f"--{border}\r\nContent-Disposition: form-data; name="
    opening = f'{part}"{FIELD}"\r\n\r\n{token}\r\n{part}"berkas"; filename="{name}"\r\n\r\n'
    return opening.encode() + data + f"\r\n--{border}--\r\n".encode()


def judge_preview(seen: Answer) -> str:
    """Whether a preview is one: with a form to save, or with problems that say why not."""
    is_preview = b'name="dasar"' in seen.body or b'id="tidak-terambil"' in seen.body
    if seen.status == SHOWN and is_preview:
        return "previewed"
    return f"status {seen.status} for the preview"


@contextmanager
def bringing(folder: Path) -> Iterator[Bringer]:
    """A served archive with one draft, and somebody who may edit it."""
    archive = Archive(folder / secrets.token_hex(4))
    archive.folder.mkdir()
    manifest = archive.folder / "manifest.csv"
    manifest.write_text(MANIFEST, "utf-8")
    archive.gaung("import", "--manifest", str(manifest))
    with archive.serve("--no-worker") as site:
        browser = Browser(site.port, {SIGN_IN: sign_in(archive)})
        yield Bringer(browser, site.process.pid)


def sign_in(archive: Archive) -> str:
    """The token of an editor who has just signed in."""
    opened = open_archive(read_settings({}, HOME=archive.home))
    with opened.writing() as session:
        user = add_user(session, "Editor", "editor", find_actor(session, "command", "promises"))
        token = begin(session, user, "Firefox, Linux", datetime.now(UTC))
        session.commit()
    opened.index.close()
    opened.engine.dispose()
    return token
