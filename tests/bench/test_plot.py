from xml.etree import ElementTree

from bench.plot import draw_growth, draw_kinds

SVG = "{http://www.w3.org/2000/svg}"


def parts(picture, name):
    return list(ElementTree.fromstring(picture).iter(SVG + name))  # noqa: S314 - our own


def places(picture, axis):
    return [float(dot.get(axis)) for dot in parts(picture, "circle")]


def test_ten_times_as_long_is_one_step_to_the_right():
    picture = draw_kinds("Times", {"rare": {"one": 1.0, "two": 10.0, "three": 100.0}})

    one, two, three = places(picture, "cx")[-3:]
    assert one < two < three
    assert round(two - one, 1) == round(three - two, 1)


def test_what_does_not_grow_is_level():
    picture = draw_growth(
        "Growth", {"rare": {10: 2.0, 1000: 2.0}, "common": {10: 3.0, 1000: 300.0}}
    )

    first, last, low, high = places(picture, "cy")[-4:]
    assert first == last
    assert low > high


def test_names_are_written_as_they_are():
    picture = draw_kinds("A & B", {"<kind>": {"one": 1.0, "two": 10.0}})

    assert {"A & B", "<kind>"} <= {text.text for text in parts(picture, "text")}
