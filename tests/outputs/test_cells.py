from __future__ import annotations

import math

import pytest
from shapely import Point, union_all

from contested.outputs.cells import REACH_KM, cells
from contested.weighing.control import Settlement


def town(name: str, lat: float, lon: float, **values) -> Settlement:
    return Settlement(name, name, None, lat, lon, "UA", "UA.07", **values)


def test_a_lone_town_has_a_round_cell():
    (cell,) = cells([town("a", 49.0, 37.0)])
    assert cell.area == pytest.approx(math.pi * REACH_KM**2, rel=0.02)


def test_cells_part_the_ground_without_overlap():
    given = [town("a", 49.0, 37.0), town("b", 49.1, 37.3), town("c", 48.8, 37.2)]
    made = {cell.place.key: cell for cell in cells(given)}
    assert set(made) == {"a", "b", "c"}
    for key, cell in made.items():
        assert cell.shape.contains(Point(cell.place.lon, cell.place.lat))
        assert all(cell.shape.intersection(other.shape).area < 1e-9 for k, other in made.items() if k != key)
    total = union_all([cell.shape for cell in made.values()]).area
    assert total == pytest.approx(sum(cell.shape.area for cell in made.values()))


def test_areas_have_no_cell_and_towns_at_one_point_share_one():
    given = [town("a", 49.0, 37.0), town("b", 49.0, 37.0), town("region", 48.0, 37.0, area=True)]
    assert [cell.place.key for cell in cells(given)] == ["a"]
    assert cells([]) == ()


def test_the_last_sign_of_a_strip_is_the_last_day():
    from contested.outputs.strip import _ends

    assert _ends(list(range(11)), 5) == [4, 9, 10]  # type: ignore[arg-type]
    assert _ends(list(range(3)), 1) == [0, 1, 2]  # type: ignore[arg-type]
