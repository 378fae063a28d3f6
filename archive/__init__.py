"""The archive: its catalogue, what people do with it, its pages and commands.

Heavy imports stand inside `create_app`, so that commands that need no web start at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from archive.resources import Resources
    from archive.settings import Settings


def create_app(settings: Settings, resources: Resources | None = None) -> Flask:
    """The web application of one archive, which is opened here unless `resources` brings it."""
    from flask import Flask

    from archive import web
    from archive.resources import open_archive
    from archive.web.blueprints import BLUEPRINTS

    app = Flask("archive", template_folder=web.template_folder(), static_folder=None)
    app.extensions["gaung"] = resources or open_archive(settings)
    app.config.from_mapping(web.configuration(settings))

    web.use_proxies(app, settings["PROXIES"])
    web.use_routing(app)
    web.use_reading_sessions(app)
    web.use_compression(app)
    web.use_headers(app)
    web.use_text_gate(app)
    web.use_languages(app)
    web.use_templates(app)
    web.use_form_keys(app)
    web.use_admission(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    web.use_error_pages(app)
    return app
