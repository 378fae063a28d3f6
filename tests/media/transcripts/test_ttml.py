"""TTML: its times, and files that mean harm."""

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from media.errors import UnreadableTranscript
from media.transcripts import read_transcript
from media.transcripts.ttml_times import Rates, parse_ttml_time, read_rates

PAL = read_rates({"frameRate": "25"})
NTSC = read_rates({"frameRate": "30", "frameRateMultiplier": "1000 1001"})


@pytest.mark.parametrize(
    ("written", "rates", "milliseconds"),
    [
        ("00:00:01.500", Rates(), 1500),
        ("00:00:01.5", Rates(), 1500),
        (" 01:02:03 ", Rates(), 3_723_000),
        ("00:00:01:15", Rates(), 1500),
        ("00:00:01:12", PAL, 1480),
        ("00:00:00:15", NTSC, 500),
        ("1.5s", Rates(), 1500),
        ("1500ms", Rates(), 1500),
        ("0.5m", Rates(), 30_000),
        ("0.5h", Rates(), 1_800_000),
        ("50f", PAL, 2000),
        ("100t", Rates(), 100_000),
        ("50t", PAL, 2000),
        ("10000000t", read_rates({"tickRate": "10000000"}), 1000),
        ("00:60:00", Rates(), None),
        ("00:00:01:25", PAL, None),
        ("01:02", Rates(), None),
        ("besok", Rates(), None),
        ("", Rates(), None),
        ("999999999999h", Rates(), None),
    ],
)
def test_a_time_is_read_by_the_rates_of_its_file(
    written: str, rates: Rates, milliseconds: int | None
) -> None:
    assert parse_ttml_time(written, rates) == milliseconds


@pytest.mark.parametrize(
    "attributes",
    [{"frameRate": "0"}, {"frameRate": "x"}, {"frameRateMultiplier": "0 0"}, {"tickRate": "-1"}],
)
def test_rates_that_are_none_are_those_of_the_specification(attributes: dict[str, str]) -> None:
    assert read_rates(attributes) == Rates()


LAUGHS = "".join(
    f'<!ENTITY t{n} "{f"&t{n - 1};" * 10 if n else "ha"}">' for n in range(10)
)  # a billion times "ha"


@pytest.mark.parametrize(
    "doctype",
    [
        f"<!DOCTYPE tt [{LAUGHS}]>",
        '<!DOCTYPE tt [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE tt SYSTEM "tt.dtd">',
    ],
    ids=["entities in entities", "an entity from a file", "a document type elsewhere"],
)
def test_a_document_type_is_refused(doctype: str) -> None:
    data = f'<?xml version="1.0"?>{doctype}<tt><body><p>&t9;&x;</p></body></tt>'.encode()

    with pytest.raises(UnreadableTranscript, match="DOCTYPE"):
        read_transcript(data)


def test_nothing_is_fetched_that_a_file_names() -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    text = (
        f'<?xml-stylesheet href="{address}/a.xsl"?>'
        f'<tt xmlns:xi="http://www.w3.org/2001/XInclude"><body xml:base="{address}/">'
        f'<xi:include href="{address}/b.xml"/><p><span src="{address}/c.png">Halo.</span></p>'
        "</body></tt>"
    )

    transcript = read_transcript(text.encode(), format="ttml")

    server.shutdown()
    server.server_close()
    assert [one.text for one in transcript.statements] == ["Halo."]
    assert asked == []


@pytest.mark.parametrize(
    "text",
    [
        "<tt>" + "<div>" * 200_000,
        "<tt><body>" + "<p>a</p>" * 50_000 + "</body></tt>",
        "<tt><body><p>" + "<span>a</span>" * 50_000 + "</p></body></tt>",
        "<tt><body><p" + ' a="1"' * 50_000 + ">a</p></body></tt>",
        "<tt><body><p>" + "&#65;" * 200_000 + "</p></body></tt>",
        "<tt " + "".join(f'a{n}="1" ' for n in range(50_000)) + "/>",
    ],
    ids=["depth", "paragraphs", "spans", "an attribute again", "references", "attributes"],
)
def test_much_of_one_thing_is_read_or_refused(text: str) -> None:
    try:
        transcript = read_transcript(text.encode())
    except UnreadableTranscript:
        return
    assert transcript.statements or transcript.problems


def test_more_elements_than_a_transcript_has_are_refused() -> None:
    with pytest.raises(UnreadableTranscript, match="too many elements"):
        read_transcript(b"<tt>" + b"<p/>" * 200_000 + b"</tt>")


def test_the_process_that_reads_is_confined(tmp_path: Path) -> None:
    """Without memory to speak of it ends by itself, and takes nobody along."""
    file = tmp_path / "a.ttml"
    file.write_text("<tt><body><p>" + "a" * 4_000_000 + "</p></body></tt>")
    limits = {"memory": 40 << 20, "cpu": 5, "wall": 5, "file_size": 0, "open_files": 16}

    ended = subprocess.run(
        [sys.executable, "-m", "media.transcripts.ttml_process", json.dumps(limits), str(file)],
        capture_output=True,
        cwd=Path(__file__).parents[3],
    )

    assert ended.returncode != 0
