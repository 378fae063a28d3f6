"""Headers of every answer."""

import brotli
import pytest
from flask.testing import FlaskClient

PATHS = ("/", "/episode", "/episode.json", "/cari?q=jalan", "/tokoh/nobody", "/static/icon.svg")


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_forbids_what_pages_do_not_need(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("path", ["/", "/episode", "/cari?q=jalan", "/tentang", "/tokoh/zainuddin"])
def test_no_page_holds_code_or_styles_of_its_own(client: FlaskClient, path: str) -> None:
    page = client.get(path).text

    assert "<style" not in page
    assert " style=" not in page
    assert " onclick" not in page
    assert page.count("<script") == page.count('<script type="module" src=')


def test_a_foreign_host_is_refused_and_never_reflected(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "evil.example" not in answer.text


def test_addresses_on_pages_come_from_the_public_address(client: FlaskClient) -> None:
    page = client.get("/episode", headers={"Host": "localhost"}).text

    assert '<link rel="canonical" href="http://127.0.0.1:8000/episode">' in page


@pytest.mark.parametrize("path", ["/", "/episode", "/episode.json", "/tokoh.csv", "/cari?q=jalan"])
def test_a_page_that_did_not_change_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path, headers={"Accept-Encoding": "br"})

    again = client.get(
        path, headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    )

    assert first.headers["Cache-Control"] == "no-cache"
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_pages_are_compressed_and_say_what_they_depend_on(client: FlaskClient, coding: str) -> None:
    answer = client.get("/episode", headers={"Accept-Encoding": coding})

    assert answer.headers["Content-Encoding"] == coding
    assert {"Cookie", "Accept-Encoding"} <= set(answer.vary)


def test_head_answers_with_the_headers_of_get_and_no_body(client: FlaskClient) -> None:
    accepted = {"Accept-Encoding": "br"}

    head, get = (client.open("/episode", method=way, headers=accepted) for way in ("HEAD", "GET"))

    assert head.data == b""
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.headers["Content-Length"] == get.headers["Content-Length"]
    assert len(get.data) == int(get.headers["Content-Length"])
    assert brotli.decompress(get.data).lstrip().startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    "path", ["/static/../settings.py", "/static/%2e%2e/settings.py", "/static/"]
)
def test_nothing_beside_the_static_folder_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_style_sheet_and_code_have_a_type_and_an_etag(client: FlaskClient) -> None:
    for name, kind in (("css/gaung.css", "text/css"), ("js/gaung.js", "text/javascript")):
        answer = client.get(f"/static/{name}")
        assert answer.mimetype == kind
        again = client.get(f"/static/{name}", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304


def test_health_is_never_kept(client: FlaskClient) -> None:
    assert client.get("/sehat").headers["Cache-Control"] == "no-store"
