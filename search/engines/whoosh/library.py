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
    from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3Codec
    from whoosh.columns import NumericColumn
    from whoosh.fields import STORED, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Existence, Positions
    from whoosh.index import TOC, FileIndex
    from whoosh.reading import SegmentReader
    from whoosh.scoring import BM25F
    from whoosh.searching import Searcher
    from whoosh.util.numeric import byte_to_length
    from whoosh.writing import LockError, SegmentWriter

__all__ = [
    "BM25F",
    "LENGTHS_COLUMN",
    "STORED",
    "TOC",
    "Existence",
    "FieldType",
    "FileIndex",
    "FileStorage",
    "LockError",
    "NumericColumn",
    "Positions",
    "Schema",
    "Searcher",
    "SegmentReader",
    "SegmentWriter",
    "W3Codec",
    "byte_to_length",
    "query",
]
