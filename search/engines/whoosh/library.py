"""The one gate to Whoosh: everything else of this package takes Whoosh's names from here.

Whoosh 2.7.4 has regular expressions with stray backslashes, which newer Pythons announce when they
first compile it; nobody who runs Gaung can do anything about that, so it is not shown.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    warnings.simplefilter("ignore", SyntaxWarning)
    from whoosh import query
    from whoosh.codec.base import FieldCursor, FieldWriter, TermsReader
    from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader
    from whoosh.fields import FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Existence, Positions
    from whoosh.index import TOC, FileIndex, clean_files
    from whoosh.matching import ListMatcher
    from whoosh.reading import TermInfo, TermNotFound
    from whoosh.scoring import BM25F
    from whoosh.searching import Searcher
    from whoosh.util.numeric import byte_to_length, length_to_byte
    from whoosh.writing import LockError, SegmentWriter

__all__ = [
    "BM25F",
    "TOC",
    "Existence",
    "FieldCursor",
    "FieldType",
    "FieldWriter",
    "FileIndex",
    "FileStorage",
    "ListMatcher",
    "LockError",
    "Positions",
    "Schema",
    "Searcher",
    "SegmentWriter",
    "TermInfo",
    "TermNotFound",
    "TermsReader",
    "W3Codec",
    "W3PerDocReader",
    "byte_to_length",
    "clean_files",
    "length_to_byte",
    "query",
]
