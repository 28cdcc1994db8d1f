"""Bytes to text: which of the encodings of Chinese office files a text is in, decided by strict decoding and
plausibility.

Here belong encodings and what betrays a wrong one. A wrong guess would put mojibake into the warehouse, so text that
no encoding explains is refused with the place of its first bad byte. What a format does with its text does not belong
here.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from dagster_project.reading.document import UnreadableError

# Longest mark first: the mark of UTF-32 begins with the one of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CUT_REASONS = ("unexpected end of data", "incomplete multibyte sequence", "truncated data")
_GUESSED = ("gb18030", "utf-16-le", "utf-16-be")
# Measured on reports of 24 bodies: the right encoding scores 0.99 and above, a wrong one 0.61 at most.
_PLAUSIBLE = 0.7
_SAMPLE_CHARS = 20_000
# Word leaves cell marks, line breaks and page breaks in the text that it exports; more than these few are no text.
_MAX_CONTROL_SHARE = 0.01
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Chains by which text is spoilt before it reaches us: (the codec it was wrongly read with, the one it was written in).
_SPOILT_BY = (("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030"))


@dataclass(frozen=True, slots=True)
class _Attempt:
    """How far a codec gets: ``text`` is what it decodes before ``bad_byte`` (None: all of it)."""

    encoding: str
    text: str
    bad_byte: int | None
    cut: bool  # the bytes end inside a character


def decode(data: bytes) -> tuple[str, str]:
    """The text of ``data`` without its byte order mark, and the codec; line ends as they are.

    Raises UnreadableError: ``truncated`` (cut inside a character), ``binary`` (no text), ``undecodable`` (no encoding
    fits), ``garbled`` (spoilt by a wrong conversion before it came here).
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            attempt = _attempt(data, encoding, len(mark))
            if attempt.bad_byte is not None:
                raise _refusal(attempt, data)
            return _sound(attempt.text, data), encoding
    utf8 = _attempt(data, "utf-8")
    if utf8.bad_byte is None and b"\0" not in data:
        return _sound(utf8.text, data), "utf-8"
    guesses = [_attempt(data, encoding) for encoding in _GUESSED]
    whole = [guess for guess in guesses if guess.bad_byte is None]
    best = max(whole, key=lambda guess: plausibility(guess.text), default=None)
    if best is not None and plausibility(best.text) >= _PLAUSIBLE and _is_text(best.text):
        return best.text, best.encoding
    raise _no_encoding(data, [utf8, *guesses])


def plausibility(text: str) -> float:
    """Share (0..1) of the characters that Chinese official text consists of; 0 for text without any visible character.

    These are printable ASCII, Chinese punctuation and list signs, full-width ASCII, box drawing and the 3,755 hanzi of
    GB2312's first level. Only the first 20,000 characters are looked at.
    """
    common = _common_characters()
    visible = "".join(text[:_SAMPLE_CHARS].split())
    return sum(character in common for character in visible) / len(visible) if visible else 0.0


@lru_cache(maxsize=1)
def _common_characters() -> frozenset[str]:
    # Rows of GB2312: 1 punctuation, 2 list signs, 3 full-width ASCII, 9 box drawing, 16..55 hanzi of the first level.
    rows = [0xA1, 0xA2, 0xA3, 0xA9, *range(0xB0, 0xD8)]
    cells = (bytes([row, cell]).decode("gb2312", "ignore") for row in rows for cell in range(0xA1, 0xFF))
    return frozenset(cells) - {""} | frozenset(map(chr, range(0x20, 0x7F)))


def _attempt(data: bytes, encoding: str, start: int = 0) -> _Attempt:
    body = data[start:]
    try:
        return _Attempt(encoding, body.decode(encoding), None, False)
    except UnicodeDecodeError as error:
        # The codecs report a character that the end of the data cuts as one that reaches the end for want of bytes.
        cut = error.end == len(body) and error.reason in _CUT_REASONS
        prefix = body[: error.start].decode(encoding, "ignore")
        return _Attempt(encoding, prefix, start + error.start, cut)


def _is_text(text: str) -> bool:
    if "\0" in text:
        return False
    return len(_CONTROLS.findall(text)) <= _MAX_CONTROL_SHARE * len(text)


def _sound(text: str, data: bytes) -> str:
    """``text`` itself, if it is text and was not spoilt before; raises UnreadableError otherwise."""
    if not _is_text(text):
        raise _binary(data)
    foreign = _foreign(text[:_SAMPLE_CHARS])
    if not foreign or plausibility(foreign) >= _PLAUSIBLE:
        return text
    if foreign.count("\ufffd") > len(foreign) // 20:
        raise _garbled("it is full of replacement characters (U+FFFD), which stand for characters that are lost")
    # Some characters are lost on the way, so the way back drops what does not decode and asks how much is left.
    # ASCII does not count: it is what a wrong way back makes of the bytes.
    ways_back = [
        (_foreign(foreign.encode(wrong, "ignore").decode(right, "ignore")), wrong, right) for wrong, right in _SPOILT_BY
    ]
    restored, wrong, right = max(ways_back, key=lambda way: plausibility(way[0]) * len(way[0]))
    if len(restored) * 4 >= len(foreign) and plausibility(restored) >= _PLAUSIBLE:
        raise _garbled(f"it is {right} text that a program read as {wrong} and saved again")
    return text


def _foreign(text: str) -> str:
    return "".join(character for character in text if character > "\x7f")


def _no_encoding(data: bytes, attempts: list[_Attempt]) -> UnreadableError:
    """The error that explains best why no encoding fits."""
    # Bytes that a codec decodes to their end, and that were refused nevertheless, are no text.
    readable = [
        attempt
        for attempt in attempts
        if attempt.bad_byte is not None and plausibility(attempt.text) >= _PLAUSIBLE and _is_text(attempt.text)
    ]
    if not readable or (b"\0" in data and all(not attempt.encoding.startswith("utf-16") for attempt in readable)):
        return _binary(data)
    # The codec that gets furthest is the file's own; a wrong one stumbles early.
    furthest = max(readable, key=lambda attempt: attempt.bad_byte or 0)
    return _refusal(furthest, data)


def _refusal(attempt: _Attempt, data: bytes) -> UnreadableError:
    place = attempt.bad_byte or 0
    line = attempt.text.count("\n") + 1
    if attempt.cut:
        return UnreadableError(
            "truncated",
            f"The text ({attempt.encoding}) ends in the middle of a character at byte {place} of {len(data)} "
            f"(line {line}): its end is missing.",
            "Copy or download the whole file again.",
        )
    return UnreadableError(
        "undecodable",
        f"The text is in none of the known encodings: as {attempt.encoding} it breaks at byte {place} "
        f"(0x{data[place]:02x}, line {line}).",
        "Save it again as UTF-8, or repair the damaged place.",
    )


def _binary(data: bytes) -> UnreadableError:
    found = "bytes that are no text in any known encoding"
    if not data.strip(b"\0"):
        found = "nothing but NUL bytes"
    elif b"\0" in data:
        place = data.index(b"\0")
        line = data.count(b"\n", 0, place) + 1
        found += f", the first of them a NUL at byte {place} (line {line})"
    return UnreadableError(
        "binary",
        f"The file holds {found}.",
        "Export the report as text, or give the file the suffix of its real format.",
    )


def _garbled(how: str) -> UnreadableError:
    return UnreadableError(
        "garbled",
        f"The text was spoilt before it was filed: {how}.",
        "Take the original file instead of the converted one.",
    )
