"""Who says it: the chain of speakers of a claim, nearest first, out of the attributions that hold its trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from contested.data import rows
from contested.nouns import Attribution, Speaker
from contested.reading.attribute.cues import best_cue
from contested.reading.claims.modality import cue_of
from contested.reading.claims.pronouns import antecedent
from contested.reading.context import Context, char_span, noun_phrase

NAMED_SPEECH = 0.3  # the same where somebody is named and one stretch of words is told
SPEECH = 0.5  # weight in the cue lexicon from which a word reports speech rather than a thought or a plan


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution with its token sets, and whether it reports speech (not a thought, a plan or a hope)."""

    attribution: Attribution
    content: frozenset[int]
    cue: frozenset[int]
    source: frozenset[int]
    speech: bool
    negates: bool


def voices(context: Context) -> list[Voice]:
    """The attributions of a document, ready to be asked which of them hold a token."""
    out = []
    for attribution in context.attributions:
        content, words, source = (
            _tokens(context.doc, part) for part in (attribution.content, attribution.cue, attribution.source)
        )
        cue = best_cue(context.doc, set(words))
        out.append(
            Voice(
                attribution,
                content,
                words,
                source,
                speech=_is_speech(context.doc, words, attribution),
                negates=bool(cue and cue.negates),
            )
        )
    return out


def _tokens(doc: Doc, spans: tuple[tuple[int, int], ...]) -> frozenset[int]:
    out: set[int] = set()
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        out |= {token.i for token in span or ()}
    return frozenset(out)


def _is_speech(doc: Doc, cue: frozenset[int], attribution: Attribution) -> bool:
    known = best_cue(doc, set(cue))
    if known is not None and known.stance == "demanded" and not attribution.quoted:
        return False  # "deputies called for his resignation": an act of theirs, told by the outlet
    if attribution.quoted or (known is not None and known.weight >= SPEECH):
        return True
    told = known is not None and known.weight >= NAMED_SPEECH and known.stance != "predicted"
    if told and attribution.source and len(attribution.content) == 1:
        return True
    words = [doc[i] for i in cue]
    if any(cue_of(token) for token in words):  # hopes, plans, fears: moods, not statements
        return False
    return bool(attribution.source) and attribution.confidence > 0.6


def by_content(held_by: list[Voice]) -> dict[int, list[Voice]]:
    """Which voices hold each token in their content."""
    out: dict[int, list[Voice]] = {}
    for voice in held_by:
        for token in voice.content:
            out.setdefault(token, []).append(voice)
    return out


def chain(trigger: Token, held_by: Sequence[Voice], context: Context) -> tuple[list[Speaker], str, bool]:
    """(speakers nearest first, stance of the nearest, whether the nearest one's cue negates what it holds)."""
    holding = [v for v in held_by if trigger.i in v.content and v.speech and trigger.i not in v.source]
    holding.sort(key=lambda v: (len(v.content), min(v.cue | v.content)))
    speakers: list[Speaker] = []
    stance, negates = "asserted", False
    outer = [v for v in holding if not _first_person(context.doc, v)]
    # "We suggested" inside a quotation: the one quoted speaks; outside of one it is the outlet itself.
    holding = _one_voice_each(outer or [v for v in holding if v.attribution.quoted], context.doc)
    for at, voice in enumerate(holding):
        if at == 0:
            stance, negates = voice.attribution.stance, voice.negates
        speaker = speaker_of(voice, context)
        if speaker is not None and all(speaker.text != other.text for other in speakers):
            speakers.append(speaker)
    if holding and not speakers and stance == "asserted":
        stance = "alleged"  # "it is reported that": said, but nobody is named
    return speakers, stance, negates


def _one_voice_each(holding: list[Voice], doc: Doc) -> list[Voice]:
    """Of two attributions of almost the same words the one with a verb and a name stays ("…: “…”, said Governor X")."""
    kept: list[Voice] = []
    for voice in holding:
        twin = next((k for k, other in enumerate(kept) if _same_words(voice, other)), None)
        if twin is None:
            kept.append(voice)
        elif _told_plainly(voice, doc) > _told_plainly(kept[twin], doc):
            kept[twin] = voice
    return kept


def _same_words(a: Voice, b: Voice) -> bool:
    shared = len(a.content & b.content)
    return shared > 0.8 * min(len(a.content), len(b.content)) and shared > 0.6 * max(len(a.content), len(b.content))


def _told_plainly(voice: Voice, doc: Doc) -> int:
    verb = any(doc[i].pos_ == "VERB" for i in voice.cue)
    named = any(doc[i].ent_type_ in ("PER", "ORG") for i in voice.source)
    return int(verb) + int(named)


def _first_person(doc: Doc, voice: Voice) -> bool:
    return bool(voice.source) and all(doc[i].lower_ in ("i", "we", "us", "me") or doc[i].is_punct for i in voice.source)


def speaker_of(voice: Voice, context: Context) -> Speaker | None:
    """The speaker that an attribution names; None where it names nobody."""
    doc, attribution = context.doc, voice.attribution
    if not attribution.source:
        return None
    start, end = attribution.source[0][0], attribution.source[-1][1]
    if end - start > 160 or ". " in context.text[start:end].rstrip(". "):
        at = attribution.cue[0][0] if attribution.cue else start
        start, end = min(attribution.source, key=lambda part: abs(part[0] - at))
    actor = context.actor_at.get(_head(doc, voice.source)) if voice.source else None
    name = actor.name if actor else None
    if name is None and len(voice.source) == 1:
        token = doc[next(iter(voice.source))]
        meant = antecedent(token, context)  # "in its version", "he said"
        if meant is not token:
            first, last = char_span(doc, *noun_phrase(meant, ("of",)))
            actor = context.actor_at.get(meant.i) or actor
            name = (actor.name if actor else None) or context.text[first:last]
    people = [context.person_at[i] for i in sorted(voice.source) if i in context.person_at]
    people = [ent for ent in people if ent.root.lemma_.lower() not in _offices()]  # "Governor" alone is no name
    person = max(people, key=len, default=None)
    if person is not None and (actor is None or not _shares_word(actor.name or "", person.text)):
        name = person.text
    role = _role(doc, voice.source) or (actor.role if actor else None)
    return Speaker(
        text=context.text[start:end],
        id=actor.id if actor else None,
        name=name or context.text[start:end],
        role=role,
        country=actor.country if actor else None,
        channel=attribution.channel,
        stance=attribution.stance,
        start=start,
        end=end,
    )


def _shares_word(a: str, b: str) -> bool:
    return bool(set(a.lower().split()) & set(b.lower().split()))


def _head(doc: Doc, tokens: frozenset[int]) -> int:
    """The token of the source that hangs outside it."""
    inside = [i for i in sorted(tokens) if doc[i].head.i not in tokens or doc[i].head.i == i]
    return next((i for i in inside if doc[i].pos_ in ("NOUN", "PROPN", "PRON")), inside[0] if inside else min(tokens))


@cache
def _offices() -> frozenset[str]:
    return frozenset(row["lemma"].lower() for row in rows("lexicons/noun_classes.csv") if row["class"] == "official")


def _role(doc: Doc, tokens: frozenset[int]) -> str | None:
    """The office told with a name ("Deputy Prime Minister Khusnullin" -> Deputy Prime Minister)."""
    ordered = sorted(tokens)
    for place, index in enumerate(ordered):
        low = doc[index].lemma_.lower()
        if low in _offices() or low.split("-")[0] in _offices():
            first = place
            while (
                first
                and doc[ordered[first - 1]].pos_ in ("ADJ", "NOUN", "PROPN")
                and doc[ordered[first - 1]].ent_type_ in ("", "NORP", "ORG")
            ):
                first -= 1
            return " ".join(doc[i].text for i in ordered[first : place + 1])
    return None
