"""The web server: gunicorn with one process and many threads, for slow lines are many at once."""

import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from archive import create_app
from archive.settings import read_settings
from archive.web.completion import prepare_offers


class Site(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn serving one archive at one address."""

    def __init__(self, host: str, port: int) -> None:
        self.settings = read_settings()
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        """Set what promises.md asks for: one process, 600 threads, no control socket."""
        options = {
            "bind": self.address,
            "worker_class": "gthread",
            "workers": 1,
            "threads": self.settings["THREADS"],
            "worker_connections": self.settings["THREADS"] * 2,
            "keepalive": 5,
            "timeout": 60,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "control_socket_disable": True,
            "proc_name": "gaung",
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, made in the process that serves."""
        app = create_app(self.settings)
        prepare_offers(app)
        return app


if __name__ == "__main__":
    Site(sys.argv[1], int(sys.argv[2])).run()
