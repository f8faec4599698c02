"""Claims: what is said to have happened, with roles, polarity, modality, counts, speakers and confidence.

`find_claims(context)` goes through: triggers of the lexicon (`propose`), who speaks (`speech`), where and when
(`settle`), how many (`counts`), which of them stay (`choose`), and the two codings (`coding`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

from contested.nouns import Because, Claim, Moment, parse_day
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.choose import choose
from contested.reading.claims.classes import classes_of
from contested.reading.claims.coding import code, code_mood
from contested.reading.claims.duties import duties
from contested.reading.claims.finding import candidates_of
from contested.reading.claims.fitting import fit_parts
from contested.reading.claims.headline import kinds_told
from contested.reading.claims.ranking import main_claim
from contested.reading.claims.statements import statements
from contested.reading.claims.zones import in_zone
from contested.reading.context import Context, char_span

__all__ = ["candidates_of", "find_claims", "kinds_told"]


def find_claims(context: Context, headline: Mapping[str, float] | None = None) -> tuple[Claim, ...]:
    """All claims of the document in order of their triggers; offsets in `context.doc.text`.

    `headline`: the kinds that the headline tells, each with its chance (0 to 1); it only helps to find the main claim.
    """
    candidates, held_by = candidates_of(context)
    candidates = choose(candidates, held_by, context)
    candidates += duties(candidates, held_by, context)
    candidates = sorted([*candidates, *statements(candidates, held_by, context)], key=lambda one: one.head.i)
    main = main_claim(candidates, headline or {})
    for one in candidates:
        fit_parts(one, context)
    # Begun once: with the whole text hashed anew for each claim, a long report would never end.
    begun = hashlib.sha256(f"{context.document.id}\x1f{context.document.text}\x1f".encode())
    return tuple(_claim(one, context, begun, main=at == main) for at, one in enumerate(candidates))


def _claim(one: Candidate, context: Context, begun: hashlib._Hash, *, main: bool) -> Claim:
    doc = context.doc
    trigger = _trigger(one, context)
    evidence = _evidence(one, context)
    facts = _facts(one, context)
    plover, acled = code(one.kind, facts)
    past = is_history(one.time, context.document.day)
    cues = facts["trigger"] | {doc[i].lemma_.lower() for i in one.mood.governors}
    plover = code_mood(plover, one.mood.modality, one.mood.polarity, historical=past, cues=cues)
    annotation = doc.user_data.get("annotation")
    digest = begun.copy()
    digest.update(f"{one.kind}\x1f{trigger}".encode())
    notes = [*one.notes, *(f"mood from “{word}”" for word in one.mood.words)]
    if one.others:
        notes.append("other kinds thought of: " + ", ".join(one.others[:4]))
    return Claim(
        id="c-" + digest.hexdigest()[:12],
        kind=one.kind,
        trigger=trigger,
        evidence=evidence,
        plover=plover,
        acled=acled,
        main=main,
        agents=tuple(one.roles.agents),
        patients=tuple(one.roles.patients),
        instruments=tuple(one.roles.instruments),
        targets=tuple(one.roles.targets),
        places=tuple(one.roles.places),
        time=in_zone(one.time, one.roles.places),
        counts=tuple(sorted(one.counts, key=lambda count: count.start)),
        polarity=one.mood.polarity,
        modality=one.mood.modality,
        said_by=tuple(one.said_by),
        stance=one.stance,
        confidence=round(max(0.05, min(0.98, one.score)), 3),
        because=Because(one.rule, one.entry.name, getattr(annotation, "model", None), tuple(notes)),
    )


def is_history(time: Moment | None, published: date | None) -> bool:
    """Whether a happening ended more than a year before the report."""
    end = parse_day(time.to or time.from_) if time else None
    return bool(end and published and end < published - timedelta(days=365))


def _trigger(one: Candidate, context: Context) -> tuple[int, int]:
    """The trigger words; where they stand far apart, from the first to the last within ten tokens of the head."""
    near = [i for i in one.tokens if abs(i - one.head.i) <= 10] or one.tokens
    return char_span(context.doc, min(near), max(near) + 1)


def _evidence(one: Candidate, context: Context) -> tuple[int, int]:
    """The sentence of the trigger; of a very long one the stretch around it."""
    sentence = context.sentence_of[one.head.i]
    first, last = sentence.start, sentence.end
    if last - first > 80:
        first, last = max(first, one.head.i - 40), min(last, one.head.i + 40)
    while last - 1 > first and context.doc[last - 1].is_space:
        last -= 1
    while first < last - 1 and context.doc[first].is_space:
        first += 1
    doc = context.doc
    return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])


def _facts(one: Candidate, context: Context) -> dict[str, frozenset[str]]:
    """What fills each slot, as classes and lemmas, for the conditions of the coding table."""
    doc = context.doc
    facts: dict[str, frozenset[str]] = {"trigger": frozenset(doc[i].lemma_.lower() for i in one.tokens)}
    words = one.entry.words
    facts["trigger"] |= {" ".join(words), *words, *(" ".join(pair) for pair in pairwise(words))}
    facts["place"] = frozenset(["place"] if one.roles.places else [])
    for slot, tokens in (("subj", one.args.subj), ("obj", one.args.obj)):
        facts[slot] = frozenset(c for token in tokens for c in classes_of(token, context))
    for slot, parts in (
        ("agent", one.roles.agents),
        ("patient", one.roles.patients),
        ("instrument", one.roles.instruments),
        ("target", one.roles.targets),
    ):
        found: set[str] = set()
        for part in parts:
            span = doc.char_span(part.start, part.end, alignment_mode="expand")
            for token in span or ():
                found |= {token.lemma_.lower(), *classes_of(token, context)}
        facts[slot] = frozenset(found)
    facts["party"] = facts["agent"] | facts["patient"]
    facts["any"] = facts["subj"] | facts["obj"]
    facts["agents"] = frozenset(["several"] if len(one.roles.agents) > 1 else [])
    facts["modality"] = frozenset([one.mood.modality])
    return facts
