"""Whoosh 2.7.4, kept durable and shared between one writer and many readers.

`storage` makes its files survive a power cut, `folder` switches between whole indexes, `schema`
says what a document looks like in it, `writing` changes it, `reading` opens and shares it,
`columns`, `translation` and `searching` answer from it, `checking` proves it.
"""
