"""The tokenizer: spaCy's English one, with the few changes that reports from a war need.

The aim is the tokenisation of Universal Dependencies (EWT and GUM), because the model was trained on those tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.lang.en import English
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

# Marks that translators and web pages leave glued to a word: "Kherson“", "»Izium«", "city—said".
_MARKS = r"“”„‟‘’‚‛«»‹›\"`´〝〞＂"
_DASHES = r"—–―‒−"
# A stop that ends one sentence and is glued to the next: "the town.Soldiers". A single capital before it is an initial.
_GLUED_STOP = rf"(?<=[{ALPHA_LOWER}\d][{ALPHA_LOWER}])[.!?](?=[{ALPHA_UPPER}][{ALPHA_LOWER}])"


def make_tokenizer_pipeline() -> Language:
    """A blank spaCy pipeline whose tokenizer is ours; it holds no other component."""
    nlp = English()
    tokenizer = cast("Tokenizer", nlp.tokenizer)
    defaults = nlp.Defaults
    # Runs of one mark stay one token ("!!", "====", "***"), so they are tried before the single marks.
    runs = [r"[!?]{2,}", r"\*{2,}", r"={2,}", r"_{2,}", r"-{2,}", r"<{2,}", r">{2,}", r"~{2,}"]
    prefixes = [*runs, *(defaults.prefixes or []), rf"[{_MARKS}]", rf"[{_DASHES}]+", "…"]
    suffixes = [*runs, *(defaults.suffixes or []), rf"[{_MARKS}]", rf"[{_DASHES}]+", "…", "/"]
    infixes = [
        *(defaults.infixes or []),
        rf"[{_DASHES}]+",
        r"[“”„«»]",
        rf"(?<=[{ALPHA}\d])\"(?=[{ALPHA}\d])",
        rf"(?<=[{ALPHA}])/(?=[{ALPHA}])",
        rf"(?<=[\d])[-–](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])-(?=[\d{ALPHA}])",
        _GLUED_STOP,
    ]
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    nlp.max_length = 50_000_000
    return nlp
