"""What reports say: each block renders a passage and yields the facts that it states.

Here belong blocks, grouped by what they speak of. A new wording is one more string in a block's tuple; the order in which blocks
follow one another belongs into ``skeletons``.
"""
