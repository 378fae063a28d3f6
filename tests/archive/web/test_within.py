"""Where the words of a search stand in one episode, and the way from one to the next."""

from flask.testing import FlaskClient

from archive.web.within import Hits, Place, Step, step_through

EPISODE = "/episode/2024-03-06-jalan-desa-kita"


def test_each_hit_knows_its_place_and_its_neighbours() -> None:
    hits = Hits({}, (Place("a", 1.0), Place("b", None), Place("c", 3.0)))

    steps = step_through(hits, "siaran", "air", shown={"a", "b"})

    assert steps == {
        "a": Step(1, None, "#b"),
        "b": Step(2, "#a", "/episode/siaran?pernyataan=c&q=air#c"),
        "c": Step(3, "#b", None),
    }


def test_moments_are_those_that_are_known() -> None:
    assert Hits({}, (Place("a", 1.0), Place("b", None))).moments == (1.0,)


def test_nothing_found_leads_nowhere() -> None:
    assert step_through(Hits({}), "siaran", "air", set()) == {}


def test_the_page_lists_the_places_of_the_hits_and_steps_between_them(client: FlaskClient) -> None:
    page = client.get(f"{EPISODE}?q=jalan").text

    assert page.count('class="timecode" href="/episode/2024-03-06-jalan-desa-kita?t=') == 4
    assert page.count("data-place=") == 2
    assert "1 dari 2" in page
    assert "2 dari 2" in page
    assert 'data-counter="{place} dari {count}"' in page


def test_a_single_hit_has_no_steps(client: FlaskClient) -> None:
    page = client.get(f"{EPISODE}?q=dewan").text

    assert page.count("data-place=") == 1
    assert 'class="step"' not in page
    assert "data-stepper" not in page
