"""What the model is told of a word: its pieces, its letter case, and what stands before it.

Training and run time share this module, so that both see the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tokenizers import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_PIECES_A_WORD: Final = 8
MAX_CHARS_A_WORD: Final = 64
"""Longer words are read by their beginning alone; the tokeniser would give up on them and cost much."""

N_SHAPES: Final = 8
N_GAPS: Final = 4
GAP_GLUED, GAP_SPACE, GAP_LINE = 1, 2, 3
"""What stands before a word: nothing, a space, a line break. 0 is for the model's own marks."""

_CACHE_LIMIT: Final = 200_000


def shape(word: str) -> int:
    """Letter case in seven classes: 1 lower, 2 Title, 3 UPPER, 4 one capital, 5 miXed, 6 no letters, 7 digits in it."""
    if word.islower():
        return 7 if any(c.isdigit() for c in word) else 1
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 6
    if len(letters) == 1:
        return 4 if letters[0].isupper() else 1
    if all(c.isupper() for c in letters):
        return 3
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return 2
    return 5


class WordPieces:
    """Words to piece numbers, with a cache. A word without pieces (a stray control character) is the unknown piece."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._cache: dict[str, tuple[int, ...]] = {}
        self.cls = self._number("[CLS]")
        self.sep = self._number("[SEP]")
        self.unknown = self._number("[UNK]")

    @classmethod
    def load(cls, path: Path) -> WordPieces:
        """Read a `tokenizer.json`."""
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(tokenizer)

    def _number(self, piece: str) -> int:
        number = self._tokenizer.token_to_id(piece)
        if number is None:
            message = f"the tokenizer lacks {piece}"
            raise ValueError(message)
        return int(number)

    def __call__(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Piece numbers of each word: 1 to `MAX_PIECES_A_WORD` of them."""
        cache = self._cache
        missing = [word for word in dict.fromkeys(words) if word not in cache]
        if missing:
            if len(cache) + len(missing) > _CACHE_LIMIT:
                cache.clear()
                missing = list(dict.fromkeys(words))
            encodings = self._tokenizer.encode_batch([w[:MAX_CHARS_A_WORD] for w in missing], add_special_tokens=False)
            for word, encoding in zip(missing, encodings, strict=True):
                cache[word] = tuple(encoding.ids[:MAX_PIECES_A_WORD]) or (self.unknown,)
        return [cache[word] for word in words]
