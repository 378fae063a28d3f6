"""Find and list what is published: read models for pages and machines, nothing else.

Every function here sees what the public may see (visibility.py) and answers frozen values, never
rows, in a number of queries that does not grow with the page.
"""
