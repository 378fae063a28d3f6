"""What was published, as the public reads it: episodes, statements, passages, their history.

Everything here reads; nothing here changes the record. No Flask: pages and machines share it.
"""
