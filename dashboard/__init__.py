"""The web pages over the published marts: what people look at.

Here belong pages, their look and the server. They read ``HOME/published/current`` and nothing else: never the warehouse
that a load writes, never a report's file. What a figure means, and how it is computed, is decided in the marts; a page
selects, sums and shows.
"""
