"""Small signs of mood that need a second look: "would", "almost", "on Fridays"."""

from __future__ import annotations

from spacy.tokens import Token

from contested.reading.clause import preposition

IF_WORDS = {"if", "unless", "whether", "lest"}
ASIDES = {"if", "when", "where", "as", "whenever", "wherever"}
WEEKDAYS = {"mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "weekends"}


def counts_after(token: Token) -> bool:
    """ "Almost forty people were killed": the adverb bounds a number, not the deed."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return after.pos_ in ("NUM", "DET", "ADV") or after.like_num


def would(token: Token, auxiliary: str) -> str:
    """ "Said they would meet" is a plan in the past; "would be a blow" a thought; "should leave" advice."""
    if auxiliary == "should":
        return "suggested"
    told = token.dep_ in ("ccomp", "parataxis") and "Past" in token.head.morph.get("Tense", [])
    return "planned" if told and not any(c.lower_ in IF_WORDS for c in token.children) else "hypothetical"


def habitual(token: Token) -> bool:
    if token.lower_ in WEEKDAYS:
        return preposition(token) == "on"
    return token.lower_ in ("day", "night", "week", "month", "year", "morning") and any(
        child.lower_ in ("every", "each") for child in token.children
    )


def over(token: Token) -> bool:
    """ "Has now fallen", "now fell": what is told in the perfect or the past is done, whatever "now" adds."""
    if "Past" in token.morph.get("Tense", []) and "Fin" in token.morph.get("VerbForm", []):
        return True
    return any(child.dep_ == "aux" and child.lemma_.lower() == "have" for child in token.children)


def past_aside(token: Token) -> Token:
    """What an infinitive hangs on; not the clause put between, to which a parser ties it: "advised people, if they
    wish, to leave" advises leaving.
    """
    head = token.head
    mark = next((child for child in head.children if child.dep_ == "mark" and child.lower_ in ASIDES), None)
    if token.dep_ != "xcomp" or mark is None or not mark.i or token.doc[mark.i - 1].text != ",":
        return head
    if not any(between.text == "," for between in token.doc[head.i + 1 : token.i]):
        return head
    above = head.head.head if head.dep_ == "acl:relcl" else head.head
    return above if above.pos_ == "VERB" and above.i < mark.i else head
