"""A server of a benchmark that does not come up, or goes down, is told of with what it said."""

import sys
import urllib.request

import pytest

from bench.site import free_port, read, served

SERVER = """
import http.server, sys
class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"up")
        if self.path == "/fall":
            self.wfile.flush()
            print("falling over", flush=True)
            import os
            os._exit(3)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def python(program, *words):
    return [sys.executable, "-c", program, *map(str, words)]


def test_a_server_is_there_until_the_block_ends():
    port = free_port()

    with served(python(SERVER, port), port, "/") as base:
        assert read(base + "/") == "up"

    with pytest.raises(OSError, match="refused"):
        read(base + "/")


def test_a_server_that_does_not_come_up_is_told_of_with_its_output():
    program = "import sys; print('no such database'); sys.exit(4)"

    with (
        pytest.raises(RuntimeError, match="is not answered") as raised,
        served(python(program), free_port(), "/"),
    ):
        pass

    assert "ended with status 4" in raised.value.__notes__[0]
    assert "no such database" in raised.value.__notes__[0]


def test_a_server_that_ends_in_the_middle_is_told_of_with_its_output():
    port = free_port()

    with (
        pytest.raises(RuntimeError, match=r"(?s)ended with status 3.*falling over"),
        served(python(SERVER, port), port, "/") as base,
    ):
        read(base + "/fall")
        read(base + "/")


def test_an_answer_that_is_refused_is_told_of_with_the_output_of_the_server():
    port = free_port()

    with (
        pytest.raises(RuntimeError, match="a wrong page") as raised,
        served(python(SERVER, port), port, "/") as base,
    ):
        read(base + "/page")
        raise RuntimeError("a wrong page")

    assert "runs; it said last" in raised.value.__notes__[0]
    assert "GET /page" in raised.value.__notes__[0]


def test_a_failure_is_not_laid_on_a_server_that_stands():
    port, nobody = free_port(), free_port()

    with (
        pytest.raises(OSError, match="refused"),
        served(python(SERVER, port), port, "/"),
    ):
        urllib.request.urlopen(f"http://127.0.0.1:{nobody}/")
