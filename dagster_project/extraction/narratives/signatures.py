"""Signatures of passages: what any two that are nearly alike share, so that they are found without comparing all pairs.

Here belongs how a signature is made: MinHash over runs of three letters, in bands. Which passages count as copied, and
how alike they really are, is for the audit rules to say, which compare the words of those that share a band.
"""

from __future__ import annotations

import zlib
from struct import pack

from rensa import RMinHash

_RUN = 3
# Two passages of which nine tenths are the same share a band with a probability of 0.9995, of one half with 0.15.
_BANDS = 10
_ROWS = 6
_SEED = 1
_FEWEST_LETTERS = 30


def signature(text: str) -> str | None:
    """The bands of a passage, 8 hexadecimal digits each, set apart by blanks; None where it has too few letters.

    Only letters count: figures, years, signs and white space set apart what is the same. Linear in the length.
    """
    letters = "".join(filter(str.isalpha, text))
    if len(letters) < _FEWEST_LETTERS:
        return None
    sketch = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    sketch.update({letters[place : place + _RUN] for place in range(len(letters) - _RUN + 1)})
    digest = sketch.digest()
    bands = (digest[place : place + _ROWS] for place in range(0, len(digest), _ROWS))
    return " ".join(f"{zlib.crc32(pack(f'<{_ROWS}I', *band)):08x}" for band in bands)
