"""From text to searchable words, and back to the places where they stand."""

from search.analysis.highlighting import find_spans
from search.analysis.words import Token, fold, list_words, tokenise

__all__ = ["Token", "find_spans", "fold", "list_words", "tokenise"]
