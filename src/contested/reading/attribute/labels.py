"""Attributions that the layout tells, not a verb: a label and a colon, a transcript's turns, a source at the end.

"Residents: soldiers have pulled back", "MR HALE: …" up to the next speaker, "… by road (hotel manager)", "… – police".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from contested.reading.attribute.cues import channel_in, cue_at
from contested.reading.attribute.draft import Draft
from contested.reading.noun_classes import noun_classes

LABEL_RULE = "rule:label and colon"
TURN = "rule:turn of a transcript"
SCORE = 0.7  # above what marks a verb's attribution as speech without a cue in the lexicon
SPEAKING = {"person", "official", "forces", "group", "state"}
WRITTEN = {"document"}  # "army statement: …", "voice message: …"
# Who sees and tells, and houses that speak, beside the classes above.
WITNESSES = {
    "witness", "eyewitness", "resident", "inhabitant", "villager", "neighbor", "neighbour", "survivor", "bystander",
    "local", "townsperson", "townspeople", "passerby", "refugee", "worker", "doctor", "medic", "paramedic", "nurse",
    "rescuer", "activist", "journalist", "reporter", "correspondent", "monitor", "observer", "source", "relative",
}  # fmt: skip
HOUSES = {
    "hospital", "clinic", "media", "radio", "television", "tv", "newspaper", "newswire", "channel", "embassy", "office",
    "municipality", "ministry", "press", "website", "site", "morgue", "command", "headquarters", "university",
}  # fmt: skip
REPORTS = 0.5  # weight of a cue from which a verb tells words
LABEL = 18  # tokens before a colon that may still be a label
TURN_LABEL = 8  # the same for who speaks in a transcript
SOURCE = 7  # tokens of a source at the end of a sentence
TURNS = 3  # labelled lines from which a text is a transcript
ASKING = {"q", "a", "question", "answer", "interviewer", "reporter", "journalist", "moderator", "host"}
COLONS = {":", "):"}
DASHES = {"–", "—", "-", "--", "―"}


def classes(token: Token) -> frozenset[str]:
    """The classes of a noun by the table; of a compound ("tribal elder") before the noun alone."""
    before = token.doc[token.i - 1].lower_ if token.i else ""
    low = token.lemma_.lower()
    return (
        noun_classes().get(f"{before} {low}")
        or noun_classes().get(low)
        or noun_classes().get(token.lower_, frozenset())
    )


def by_layout(doc: Doc) -> Iterator[Draft]:
    """All attributions that stand in the layout; a transcript's turns first."""
    lines = _lines(doc)
    turns = list(_turns(doc, lines))
    yield from turns
    inside = {i for turn in turns for i in turn.cue}
    for span in doc.sents:
        for draft in (_label(span), _behind(span)):
            if draft is not None and not draft.cue & inside:
                yield draft


def _lines(doc: Doc) -> list[tuple[int, int]]:
    """Token bounds of the lines that hold a word."""
    out, first = [], 0
    for token in doc:
        if "\n" in token.text or token.i + 1 == len(doc):
            if any(doc[i].is_alpha for i in range(first, token.i + 1)):
                out.append((first, token.i + 1))
            first = token.i + 1
    return out


def _turns(doc: Doc, lines: list[tuple[int, int]]) -> Iterator[Draft]:
    """What each speaker of a transcript says, up to the next one's label: "MR HALE: …", "Q: …"."""
    found = [
        (n, colon) for n, (first, last) in enumerate(lines) if (colon := _turn_label(doc, first, last)) is not None
    ]
    names = [doc[lines[n][0] : colon].text.casefold() for n, colon in found]
    if len(found) < TURNS or len(set(names)) == len(names):
        return
    for at, (n, colon) in enumerate(found):
        stop = lines[found[at + 1][0]][0] if at + 1 < len(found) else lines[-1][1]
        first = lines[n][0]
        content = {i for i in range(colon + 1, stop) if not doc[i].is_space}
        if content:
            yield Draft(_bare(doc, first, colon), {colon}, content, TURN, 0.8)


def _turn_label(doc: Doc, first: int, last: int) -> int | None:
    """The colon behind the speaker's label that begins a line: a name in capitals, one with a title, or "Q"."""
    colon = next((i for i in range(first, min(last, first + TURN_LABEL)) if doc[i].text in COLONS), None)
    if colon is None or colon == first or colon + 2 >= last:
        return None
    words = [doc[i] for i in sorted(_bare(doc, first, colon)) if doc[i].is_alpha]
    if not words or any(word.like_num for word in words):
        return None
    if words[0].lower_ in ASKING or all(word.is_upper for word in words):
        return colon
    named = any(word.ent_type_ == "PER" or "official" in classes(word) for word in words)
    return colon if named and all(word.text[0].isupper() for word in words) else None


def _bare(doc: Doc, first: int, last: int) -> set[int]:
    """The tokens of a label without bullets, marks and what stands in brackets ("QUESTION (radio)")."""
    out, deep = set(), 0
    for i in range(first, last):
        deep += doc[i].text in "(["
        if not deep and any(sign.isalnum() for sign in doc[i].text):
            out.add(i)
        deep -= doc[i].text in ")]" and deep > 0
    return out


def _label(sentence: Span) -> Draft | None:
    """ "Residents: soldiers have pulled back": somebody who can speak, or their statement, and a colon."""
    doc = sentence.doc
    colon = next((t.i for t in sentence[:LABEL] if t.text in COLONS), None)
    if colon is None or colon + 2 >= sentence.end:
        return None
    label, rest = _bare(doc, sentence.start, colon), doc[colon + 1 : sentence.end]
    told = any(t.pos_ in ("VERB", "AUX") or t.text == "“" for t in rest) or (rest[0].like_num and len(rest) > 2)
    if not label or not told or doc[min(label)].pos_ in ("ADP", "SCONJ", "PRON", "VERB", "AUX"):
        return None
    if any(_tells_itself(doc[i]) for i in label):
        return None  # "The army went on the offensive: strikes in ten towns"
    head = _core(doc, label)
    if head is None or not _can_speak(head, quoted=rest[0].text == "“"):
        return None
    if "forces" in classes(head) and head.lower_ != head.lemma_.lower() and rest[0].like_num:
        return None  # "Soldiers: 12 killed" counts them
    return Draft(label, {colon}, {t.i for t in rest}, LABEL_RULE, SCORE)


def _tells_itself(token: Token) -> bool:
    """Whether a word makes a label a sentence of its own: a finite verb that brings in nobody's words."""
    if token.pos_ not in ("VERB", "AUX") or "Fin" not in token.morph.get("VerbForm", []):
        return False
    verb = token.head if token.pos_ == "AUX" and token.dep_.startswith("aux") else token
    cue = cue_at(verb)
    return cue is None or cue.weight < REPORTS


def _core(doc: Doc, label: set[int]) -> Token | None:
    """The noun that a label is about: the last one before a preposition, a verb or a comma."""
    found = None
    for i in range(min(label), max(label) + 1):
        token = doc[i]
        if found is not None and (token.pos_ in ("ADP", "VERB", "AUX", "ADV") or token.text in ",;("):
            break
        if i in label and token.pos_ in ("NOUN", "PROPN"):
            found = token
    return found


def _can_speak(noun: Token, *, quoted: bool) -> bool:
    if noun.ent_type_ in ("PER", "ORG") or (noun.ent_type_ == "GPE" and quoted):
        return True
    return speaks(noun) or bool(classes(noun) & WRITTEN)


def speaks(noun: Token) -> bool:
    """Whether a noun names people or a house that can tell something."""
    low = noun.lemma_.lower().replace("-", "")
    return bool(classes(noun) & SPEAKING) or low in WITNESSES or low in HOUSES


def _behind(sentence: Span) -> Draft | None:
    """A source at the end of a sentence: "… by road (hotel manager).", "… two journalists – rights commission." """
    doc, last = sentence.doc, sentence.end - 1
    while last > sentence.start and (doc[last].is_space or doc[last].text in ".!"):
        last -= 1
    if doc[last].text == ")":
        first = next(
            (i for i in range(last - 1, max(sentence.start, last - SOURCE - 2), -1) if doc[i].text == "("), None
        )
        end = last
    else:
        reach = range(last, max(sentence.start, last - SOURCE), -1)
        first = next((i for i in reach if doc[i].text in DASHES or doc[i].text == ","), None)
        end = last + 1
        if first is not None and doc[first].text == "," and not _bare_house(sentence, first, end):
            return None
        if first is not None and doc[first].text != "," and not _stands_apart(doc, first):
            return None
    if first is None or first - sentence.start < 3:
        return None
    source = [
        i for i in range(first + 1, end) if not (doc[i].lower_.rstrip("s") in ("source", "via") or doc[i].text == ":")
    ]
    if not source or not _names_source(doc, source, doc[first - 1]):
        return None
    content = {i for i in range(sentence.start, first) if not doc[i].is_space}
    if not any(doc[i].pos_ in ("VERB", "AUX") or doc[i].like_num for i in content):
        return None
    return Draft(set(source), {first}, content, "rule:source behind", SCORE)


def _bare_house(sentence: Span, comma: int, end: int) -> bool:
    """ "Death toll rises to six, health ministry": a house or officials without an article, not one of a list."""
    doc = sentence.doc
    if comma + 1 >= end:
        return False  # a text that breaks off at its comma
    noun, first = doc[end - 1], doc[comma + 1]
    known = noun.lemma_.lower() in HOUSES or (
        noun.lemma_.lower() in WITNESSES and "Plur" in noun.morph.get("Number", [])
    )
    listed = noun.dep_ == "conj" or any(t.text == "," for t in doc[sentence.start : comma])
    bare = first.pos_ in ("NOUN", "ADJ", "PROPN") and not any(t.pos_ in ("DET", "CCONJ") for t in doc[comma + 1 : end])
    return known and bare and not listed


def _stands_apart(doc: Doc, dash: int) -> bool:
    """Whether white space stands on both sides of a dash."""
    return bool(doc[dash].whitespace_) and bool(doc[dash - 1].whitespace_)


def _names_source(doc: Doc, source: list[int], before: Token) -> bool:
    """Whether the words only name who says it, and do not describe or shorten the name before them."""
    words = [doc[i] for i in source]
    if any(t.pos_ in ("VERB", "AUX", "NUM", "ADP", "PRON", "SCONJ") and t.lower_ != "of" for t in words):
        return False
    if channel_in(doc, source[0], source[-1] + 1) is not None:
        return True
    noun = next((t for t in reversed(words) if t.pos_ in ("NOUN", "PROPN")), None)
    if noun is None or not (noun.ent_type_ in ("PER", "ORG") or speaks(noun)):
        return False
    if before.ent_type_ == "PER":
        return False
    shortened = before.pos_ == "PROPN" or before.ent_type_ in ("ORG", "NORP") or bool(classes(before) & SPEAKING)
    return not shortened or doc[source[0] - 1].text != "("
