"""Lines in capitals are read in ordinary case: teletype reports, headings, alarm messages.

Every letter keeps its place, so offsets stay exact. Words of the dictionary become lower case; names, and what opens a
sentence, get a capital; acronyms stay as they are. A word that is both ("Castro", "Leon") is a name beside a name or
behind a title, and then wherever the text has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contested.reading.repair.draft import Edit
from contested.reading.repair.proper import is_name, is_person, may_be_name, titles, words_of_kind, written

SHORTEST = 4  # words; a shorter line in capitals is more likely a name or an acronym
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
LONGEST = 7  # letters of an acronym
REACH = 8  # words of the name that an acronym in brackets stands for
STOP = re.compile(r"[.!?][\"”’)\]]*\s|^[\"”]?:\s")
IRISH = re.compile(r"[dol]['’][a-z]{3}")  # "O'Neill", "D'Annunzio"
NUMERAL = re.compile(r"II|IV|VI|IX|XI|[IVX]{3,5}")
BOUND = frozenset({"the", "a", "an", "its", "their", "his", "her", "this", "that", "called", "named"})


@dataclass(slots=True)
class _Word:
    start: int
    text: str
    before: str  # what stands between the word before and this one
    after: str  # the mark right behind it
    base: str
    opens: bool
    how: str = "low"  # low, name, whole

    @property
    def close(self) -> bool:
        """Whether only a space parts it from the word before."""
        return self.before.isspace()


def capitals(text: str) -> Iterator[Edit]:
    """One edit for each stretch of lines in capitals."""
    stretches = [found for found in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text) if _shouted(found.group())]
    lines = [_words(found.group()) for found in stretches]
    people: set[str] = set()
    for words in lines:
        _acronyms(words)
        _known_actors(words)
        people |= _beside_names(words)
    acronyms = {word.base for words in lines for word in words if word.how == "whole"}
    for found, words in zip(stretches, lines, strict=True):
        for word in words:
            if word.base in acronyms:
                word.how = "whole"
            elif word.base in people:
                word.how = "name"
        _in_names(words)
        yield Edit(found.start(), found.end(), _ordinary(found.group(), words), "capitals")


def _shouted(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    return len(WORD.findall(line)) >= SHORTEST and len(letters) > 15 and upper > 0.9 * len(letters)


def _words(line: str) -> list[_Word]:
    out: list[_Word] = []
    at = 0
    for found in WORD.finditer(line):
        gap = line[at : found.start()]
        parts = re.split("['’]", found.group().lower())
        base = parts[1] if IRISH.match(found.group().lower()) else parts[0]
        opens = not out or bool(STOP.search(gap) and (len(out[-1].text) > 1 or gap[0] != "."))
        opens = opens and not (out and gap[0] == "." and out[-1].base in words_of_kind("short"))
        out.append(_Word(found.start(), found.group(), gap, line[found.end() : found.end() + 1], base, opens))
        out[-1].how = "name" if is_name(base) else "low"
        at = found.end()
    return out


def _known_actors(words: Sequence[_Word]) -> None:
    """Names of known actors and countries as they are written ("Shining Path", "FARC", "United States")."""
    for at, word in enumerate(words):
        for name in written().get(word.base, ()):
            told = words[at : at + len(name)]
            if [one.text.lower() for one in told] != [one.lower() for one in name]:
                continue
            if not all(one.close for one in told[1:]) or (len(name) == 1 and not _lone(word)):
                continue
            for one, as_written in zip(told, name, strict=True):
                if as_written[:1].isupper() and one.base not in BOUND:
                    one.how = "whole" if len(as_written) > 1 and as_written.isupper() else "name"
            break


def _lone(word: _Word) -> bool:
    """Whether a word may be the whole name of an actor: it means nothing, and nobody is called so."""
    return is_name(word.base) and not is_person(word.base)


def _acronyms(words: Sequence[_Word]) -> None:
    """Acronyms: letters without a vowel, letters in brackets behind a name, and letters that brackets spell out."""
    for at, word in enumerate(words):
        if NUMERAL.fullmatch(word.text):
            word.how = "whole"
        if not 1 < len(word.text) <= LONGEST or not is_name(word.base) or word.base in titles():
            continue
        if len(word.text) <= 5 and not set(word.base) & set("aeiou"):
            word.how = "whole"
        if at and word.before == " (" and word.after == ")" and words[at - 1].after != ".":
            word.how = "whole"
            _capitalise(_before_bracket(words[max(0, at - REACH) : at], word.base))
        inside = [*_until_bracket(words[at + 1 : at + 1 + REACH])]
        if len(inside) > 1 and inside[0].before == " (" and _stands_for(word.base, inside):
            word.how = "whole"
            _capitalise(inside)


def _capitalise(words: Sequence[_Word]) -> None:
    for one in words:
        if one.how == "low" and one.base not in words_of_kind("inside") | BOUND:
            one.how = "name"


def _initials(words: Sequence[_Word]) -> str:
    return "".join(sorted(one.base[:1] for one in words if one.base not in words_of_kind("inside") | BOUND))


def _stands_for(letters: str, words: Sequence[_Word]) -> bool:
    """Whether at least two in three letters of an acronym begin a word of the name, in whatever language's order."""
    left = list(_initials(words))
    found = [left.pop(left.index(letter)) for letter in letters if letter in left]
    return 3 * len(found) >= 2 * len(letters)


def _before_bracket(words: Sequence[_Word], letters: str) -> Sequence[_Word]:
    """The name before its letters in brackets: the words that the letters begin, else all back to an article or mark,
    if they fit.
    """
    first = len(words)
    while first > 0 and words[first - 1].base not in BOUND:
        first -= 1
        if _initials(words[first:]) == "".join(sorted(letters)):
            return words[first:]
        if not words[first].close:
            break
    return words[first:] if _stands_for(letters, words[first:]) else ()


def _until_bracket(words: Sequence[_Word]) -> Iterator[_Word]:
    for word in words:
        yield word
        if word.after in (")", "]"):
            return


def _beside_names(words: Sequence[_Word]) -> set[str]:
    """Words that may be names are so beside a name or behind a title; which those are."""
    found: set[str] = set()
    for order in (range(len(words)), range(len(words) - 1, -1, -1)):
        for at in order:
            word = words[at]
            if word.how != "low" or not may_be_name(word.base):
                continue
            before = words[at - 1] if at and word.close else None
            after = words[at + 1] if at + 1 < len(words) and words[at + 1].close else None
            titled = before is not None and before.base in titles()
            if titled or any(one is not None and one.how == "name" for one in (before, after)):
                word.how = "name"
                found.add(word.base)
    return found


def _in_names(words: Sequence[_Word]) -> None:
    """Titles, articles and links of names: "President Ruiz", "La Paz", "Luis de Leon"."""
    leading = words_of_kind("article") | words_of_kind("title") | words_of_kind("short")
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        after = words[at + 1] if at + 1 < len(words) and (words[at + 1].close or words[at + 1].before == ". ") else None
        if word.base in words_of_kind("link") and word.how != "whole":
            word.how = "low"
        elif word.base in leading and after is not None and after.how == "name":
            word.how = "name"


def _ordinary(line: str, words: Sequence[_Word]) -> str:
    out: list[str] = []
    at = 0
    for word in words:
        out += [line[at : word.start], _cased(word)]
        at = word.start + len(word.text)
    out.append(line[at:])
    return "".join(out)


def _cased(word: _Word) -> str:
    low = word.text.lower()
    letter = len(word.text) == 1
    if letter and (word.after in (".", "-") or low == "i"):
        return word.text  # "U.S.", "John F. Kennedy", "A-37"
    if word.how == "whole":
        return word.text[: len(word.base)] + low[len(word.base) :]
    if IRISH.match(low):
        return low[:1].upper() + low[1:2] + low[2:3].upper() + low[3:]
    return low[:1].upper() + low[1:] if word.how == "name" or word.opens else low
