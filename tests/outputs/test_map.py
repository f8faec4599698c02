"""The map draws what lies in its window, takes no side at a disputed border, and puts no point where none is told."""

from __future__ import annotations

import re

from contested.outputs.base_map import window
from contested.outputs.clusters import MARKS, clustered, drawn
from contested.outputs.maplabels import Frame, Taken
from contested.outputs.policy import PublicationPolicy
from contested.outputs.release import release
from contested.outputs.svgmap import draw, frame_of, spots
from contested.weighing import weigh
from tests.factory import account, claim, place


def _incidents(*claims):
    accounts = [account(c, document=f"d{n}", words=f"report number {n} of {c.kind}") for n, c in enumerate(claims)]
    return release(weigh(accounts), policy=PublicationPolicy.off()).incidents


def test_land_lies_in_the_window() -> None:
    found = window(28, 44, 38, 50)
    points = [point for rings in found.land for ring in rings for point in ring]
    assert points
    assert all(28 <= x <= 38 and 44 <= y <= 50 for x, y in points)
    assert not window(-40, 20, -39, 21).land, "the open Atlantic"


def test_no_solid_border_runs_where_land_is_disputed() -> None:
    found = window(30, 43, 38, 48)
    west, south, east, north = 32.4, 44.3, 36.7, 46.25
    inside = [(x, y) for ring in found.borders for x, y in ring if west < x < east and south < y < north]
    assert inside == []
    assert found.dashed
    assert [caption for caption, _ in found.disputed] == ["Crimea, claimed by both"]


def test_a_frame_is_true_to_scale_and_holds_its_points() -> None:
    frame = Frame.around([(36.0, 49.0), (38.0, 50.0)], 800, 500)
    assert frame.holds(36, 49)
    assert frame.holds(38, 50)
    x0, y0 = frame.at(36, 49.5)
    x1, _ = frame.at(37, 49.5)
    _, y1 = frame.at(36, 50.5)
    assert abs((x1 - x0) / (y0 - y1) - 0.65) < 0.03, "a degree of longitude at 49.5 north is 0.65 of one of latitude"


def test_a_country_is_in_the_tray_and_a_region_has_no_point() -> None:
    country = place(("Ukraine", 49.0, 32.0), feature="A.PCLI", radius_km=500.0)
    region = place(("Kherson Oblast", 46.6, 33.5), feature="A.ADM1", radius_km=90.0)
    found, tray = spots(
        _incidents(claim("shelling", place=country), claim("shelling", place=region), claim("shelling", place=None))
    )
    assert len(tray) == 2
    assert [spot.wide for spot in found] == [True]
    picture, _, _ = draw(_incidents(claim("shelling", place=region)))
    assert 'class="pill"' in picture
    assert 'class="disc wide"' in picture


def test_many_at_one_place_become_a_ring_with_their_number() -> None:
    kinds = ("shelling", "capture", "evacuation", "detention", "damage")
    found, _ = spots(_incidents(*(claim(kind, day="2022-09-08") for kind in kinds)))
    frame = frame_of(found, 860, 560)
    (cluster,) = clustered(found, frame)
    number = sum(len(spot.incidents) for spot in cluster)
    assert number > MARKS
    picture = drawn(cluster, frame, Taken())
    assert f">{number}</text>" in picture


def test_labels_do_not_lie_on_each_other() -> None:
    places = [(f"Smallville {n}", 49.0 + n * 0.02, 37.0 + n * 0.03) for n in range(30)]
    picture, _, _ = draw(_incidents(*(claim("shelling", place=p, day="2022-09-08") for p in places)))
    boxes = []
    for x, y, anchor, name in re.findall(
        r'<text x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)" class="place">([^<]+)', picture
    ):
        wide = 6.6 * len(name)
        left = float(x) - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        boxes.append((left, float(y) - 11, wide, 13))
    assert boxes
    for n, (x, y, w, h) in enumerate(boxes):
        for a, b, c, d in boxes[:n]:
            assert not (x < a + c and a < x + w and y < b + d and b < y + h)
