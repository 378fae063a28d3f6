"""What runs on a page, what its policy refuses, and what no template writes is seen."""

import re

import pytest

from promises.payloads import CALL, PATTERNS, list_payloads
from promises.scripting import visit
from promises.watching import Book, watch

SITE = "http://arsip.invalid/"
POLICY = {"Content-Security-Policy": "default-src 'none'; script-src 'self'"}


def look_at(browser, body, headers=None, *, bypass=False):
    """What is noted of a page of this body."""
    book = Book()
    with browser.new_context(bypass_csp=bypass) as context:
        watch(context, book)
        context.route(
            f"{SITE}**",
            lambda route: route.fulfill(content_type="text/html", headers=headers or {}, body=body),
        )
        visit(context.new_page(), book, "home", SITE, ["jalan desa"])
    return book


def test_every_payload_calls_with_a_number_of_its_own():
    payloads = list_payloads()

    assert len(set(payloads)) == len(PATTERNS) >= 100
    assert all(CALL not in text for text in payloads)


def test_a_payload_that_stands_on_a_page_as_it_is_runs_and_is_seen(browser):
    payloads, book = list_payloads(), Book()

    def answer(route):
        text = payloads[int(route.request.url.removeprefix(SITE) or 0)]
        route.fulfill(content_type="text/html", body=f"<!doctype html><p>{text}</p>")

    with browser.new_context() as context:
        watch(context, book)
        context.route(re.compile(rf"^{SITE}\d+$"), answer)
        page = context.new_page()
        for number in range(len(payloads)):
            page.goto(f"{SITE}{number}", wait_until="commit")
            page.wait_for_timeout(50)

    assert len({line.partition(" ")[0] for line in book.ran}) >= 40  # others need a click, a script


def test_a_policy_that_refuses_reports_and_one_that_is_passed_by_does_not_count(browser):
    body = "<!doctype html><img src=x onerror=__x(1)>"

    refused, bare = look_at(browser, body, POLICY), look_at(browser, body, POLICY, bypass=True)

    assert refused.ran == []
    assert refused.refused != []
    assert bare.ran == [f"(1,) on {SITE}"]


@pytest.mark.parametrize(
    "body",
    ["<a href=' javascript:x'>a</a>", "<x>a</x>", "<b onclick=x>a</b>", "<script>1</script>",
     "<form action=javascript:x></form>", "<svg><a xlink:href='data:x'></a></svg>", "<base>"],
)  # fmt: skip
def test_what_no_template_writes_is_seen_though_it_does_not_run(browser, body):
    assert look_at(browser, f"<!doctype html>{body}").foreign != []


def test_a_page_of_texts_is_none_of_it_and_shows_the_texts(browser):
    book = look_at(browser, "<!doctype html><p>&lt;script&gt;__x(1)&lt;/script&gt; Jalan  desa</p>")

    assert (book.ran, book.refused, book.foreign, book.texts) == ([], [], [], {"jalan desa"})
