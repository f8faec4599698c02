"""The label inventories of every head, in the order of the model's outputs."""

from __future__ import annotations

UPOS = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB", "X"]  # fmt: skip

FEATS = {
    "Case": ["Acc", "Gen", "Nom"],
    "Definite": ["Def", "Ind"],
    "Degree": ["Cmp", "Pos", "Sup"],
    "Gender": ["Fem", "Masc", "Neut"],
    "Mood": ["Imp", "Ind", "Sub"],
    "NumType": ["Card", "Frac", "Mult", "Ord"],
    "Number": ["Plur", "Ptan", "Sing"],
    "Person": ["1", "2", "3"],
    "Polarity": ["Neg", "Pos"],
    "Poss": ["Yes"],
    "PronType": ["Art", "Dem", "Emp", "Ind", "Int", "Neg", "Prs", "Rcp", "Rel", "Tot"],
    "Reflex": ["Yes"],
    "Tense": ["Past", "Pres"],
    "VerbForm": ["Fin", "Ger", "Inf", "Part"],
    "Voice": ["Pass"],
}
"""Morphological features that later stages use; class 0 of each is its absence."""

ENTITIES = ["PER", "ORG", "LOC", "GPE", "NORP", "WEAPON", "VEHICLE", "FACILITY", "MISC"]
ENTITY_TAGS = ["O", *(f"{mark}-{label}" for label in ENTITIES for mark in "BI")]

NOMINALS = [
    "",
    "abstract",
    "animal",
    "event",
    "object",
    "organization",
    "person",
    "place",
    "plant",
    "substance",
    "time",
]

ROLES = ["source", "cue", "content"]
ROLE_TAGS = ["O", "B", "I"]

KINDS = [
    "", "battle", "airstrike", "drone_strike", "shelling", "bombing", "explosion", "attack", "killing",
    "sexual_violence", "abuse", "abduction", "interception", "casualties", "mass_grave", "damage", "capture",
    "withdrawal", "advance", "control", "siege", "annexation", "mobilization", "deployment", "halt", "desertion",
    "arms_supply", "evacuation", "displacement", "deportation", "detention", "prisoner_exchange", "humanitarian_aid",
    "demand", "accusation", "threat", "rejection", "sanction", "protest", "decree", "meeting", "agreement", "support",
    "accident", "statement",
]  # fmt: skip

MODALITIES = [
    "actual", "ongoing", "planned", "ordered", "requested", "suggested", "attempted", "threatened", "possible",
    "hypothetical", "habitual",
]  # fmt: skip
POLARITIES = ["positive", "negative"]
ARGUMENTS = ["", "agent", "patient", "target", "instrument", "place"]


def deprels(counts: dict[str, int], least: int = 10) -> list[str]:
    """The relations of the training trees that occur often enough to be learnt, in a fixed order."""
    return sorted(label for label, n in counts.items() if n >= least)
