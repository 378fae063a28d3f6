"""What staff do in the pages with payloads: files with bad names sent, lines edited, nothing saved.

    browser = Browser(port, cookies)
    begin_work(browser, payloads)

Every draft then has a transcript that waits to be looked at, a recording, and a working copy.
"""

import re
import secrets
from html import unescape

from promises.browsers import TOKEN, Browser
from promises.poisoned import AUDIO, AUDIO_TAGS, FORMATS, as_vtt

DRAFT = re.compile(r'href="(/staf/episode/[a-z0-9-]+)"')
LINE = re.compile(r'href="(/staf/transkrip/[a-z0-9-]+/[a-z0-9]{8})"')
FIELD = re.compile(r'<input[^>]*\bname="([^"]+)"(?: type="text")? value="([^"]*)"')
RECORDING_STEP = 8  # every so many drafts


def begin_work(browser: Browser, payloads: list[str]) -> list[int]:
    """Send and edit; the statuses of all that was sent."""
    drafts = list(dict.fromkeys(DRAFT.findall(read(browser, "/staf/"))))
    statuses = []
    for number, (draft, text) in enumerate(zip(drafts, payloads, strict=False)):
        words = as_vtt([text, text]).encode()
        statuses.append(send_file(browser, f"{draft}/transkrip", f"{text}.vtt", words))
        statuses.append(edit_line(browser, draft.replace("episode", "transkrip"), text))
        if number % RECORDING_STEP == 0:
            suffix = AUDIO_TAGS[number // RECORDING_STEP % len(AUDIO_TAGS)][0]
            sound = (AUDIO / f"tagged.{suffix}").read_bytes()
            statuses.append(send_file(browser, f"{draft}/rekaman", f"{text}.{suffix}", sound))
    for suffix, write in FORMATS.items():
        content = write(payloads)
        data = content.encode() if isinstance(content, str) else content
        statuses.append(send_file(browser, f"{drafts[0]}/transkrip", f"all.{suffix}", data))
    return statuses


def read(browser: Browser, path: str) -> str:
    """The text of a page."""
    return browser.ask("GET", path).body.decode(errors="replace")


def send_file(browser: Browser, path: str, name: str, data: bytes) -> int:
    """Send a file by the form of a page, under this name; the status of the answer."""
    boundary = secrets.token_hex(16)
    called = name.replace("\\", "\\\\").replace('"', "%22").replace("\r", "").replace("\n", "%0A")
    parts = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="tanda"\r\n\r\n'
        f"{browser.token(path)}\r\n--{boundary}\r\n"
        f'Content-Disposition: form-data; name="berkas"; filename="{called}"\r\n\r\n'
    ).encode()
    body = parts + data + f"\r\n--{boundary}--\r\n".encode()
    return browser.send("POST", path, body, f"multipart/form-data; boundary={boundary}").status


def edit_line(browser: Browser, editor: str, text: str) -> int:
    """Write a payload as words and voice of the first line, by its plain form."""
    line = LINE.search(read(browser, editor))
    if line is None:
        return 0
    page = read(browser, line[1]).partition('class="line-form"')[2]
    fields = {name: unescape(value) for name, value in FIELD.findall(page)}
    fields |= {"kata": f"jalan {text}", "suara": " ".join(text.split()), "lakukan": "simpan"}
    token = TOKEN.search(page.encode())
    fields["tanda"] = token[1].decode() if token else ""
    return browser.ask("POST", line[1], fields).status
