from __future__ import annotations

import pytest

from contested.errors import InputError, NotFound
from contested.ledger import Decision
from contested.ledger.deciding import REVIEWED, reviewed, standing, undoing
from tests.factory import account


def undo(number: int, id_: int) -> Decision:
    return Decision("undo", (), values={"decision": number}, id=id_)


SPLIT = Decision("split", ("a",), ("b",), id=1)


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ([SPLIT], [1]),
        ([SPLIT, undo(1, 2)], []),
        ([SPLIT, undo(1, 2), undo(2, 3)], [1]),
        ([SPLIT, undo(1, 2), undo(2, 3), undo(3, 4)], []),
    ],
)
def test_an_undo_can_be_undone(given, left):
    assert [decision.id for decision in standing(given)] == left


def test_undoing_twice_or_nothing():
    with pytest.raises(InputError):
        undoing(1, [SPLIT, undo(1, 2)])
    with pytest.raises(NotFound):
        undoing(5, [SPLIT])
    assert undoing(2, [SPLIT, undo(1, 2)]).values == {"decision": 2}


def test_reviews_take_out_and_make_sure():
    one, two, three = account(), account(killed=3), account(killed=4)
    right = Decision("review", (one.claim.id,), values={"verdict": "right"}, id=1)
    wrong = Decision("review", (two.claim.id,), values={"verdict": "wrong"}, id=2)
    left = reviewed([one, two, three], [right, wrong])
    assert [(a.claim.id, a.claim.confidence) for a in left] == [
        (one.claim.id, REVIEWED),
        (three.claim.id, three.claim.confidence),
    ]
