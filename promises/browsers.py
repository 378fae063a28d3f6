"""A browser over HTTP: its cookies, and the forms that it sends."""

import http.client
import re
import time
from collections.abc import Mapping
from urllib.parse import urlencode

from promises.archives import PATIENCE, Answer

TOKEN = re.compile(rb'name="tanda" value="([^"]+)"')
FORM = "application/x-www-form-urlencoded"


class Browser:
    """One browser at a port of this machine; `headers` go with every request."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None, **headers: str) -> None:
        self.port = port
        self.cookies = dict(cookies or {})
        self.headers = headers

    def ask(
        self, method: str, path: str, fields: Mapping[str, str] | None = None, **headers: str
    ) -> Answer:
        """Send one request. A header is written with `_` for `-`; cookies of answers are kept."""
        body = urlencode(fields).encode() if fields else None
        return self.send(method, path, body, None if fields is None else FORM, **headers)

    def send(
        self, method: str, path: str, body: bytes | None, kind: str | None, **headers: str
    ) -> Answer:
        """The same with a body of any kind."""
        sent = {name.replace("_", "-"): value for name, value in (self.headers | headers).items()}
        sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if kind is not None:
            sent["Content-Type"] = kind
        start = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.keep(value)
        return Answer(answer.status, dict(answer.getheaders()), body, time.monotonic() - start)

    def keep(self, cookie: str) -> None:
        """Keep a cookie, or forget it where it is emptied."""
        name, _, value = cookie.partition(";")[0].partition("=")
        if value:
            self.cookies[name] = value
        else:
            self.cookies.pop(name, None)

    def token(self, path: str = "/staf/") -> str:
        """The token of the first form on a page. Raises RuntimeError where there is none."""
        found = TOKEN.search(self.ask("GET", path).body)
        if found is None:
            raise RuntimeError(f"There is no form on {path}.")
        return found[1].decode()
