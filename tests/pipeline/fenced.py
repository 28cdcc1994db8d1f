"""The fenced blocks of the documentation, as the tests that try them read them.

A block belongs to the last heading of the second level above it. Behind its language it may say what to do with it:
``file=PATH`` (a new file, or lines at the end of one), with ``after="…"`` or ``before="…"`` lines beside the only line
that holds these words.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

_FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$|^## ([^\n]+)$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """``content`` ends with a line end."""

    heading: str
    language: str
    content: str
    says: dict[str, str] = field(default_factory=dict)


def blocks(page: Path) -> list[Block]:
    """The blocks of a Markdown page, in order."""
    found, heading = [], ""
    for language, info, content, new_heading in _FENCE.findall(page.read_text(encoding="utf-8")):
        if new_heading:
            heading = new_heading
        else:
            found.append(Block(heading, language, content, dict(word.split("=", 1) for word in shlex.split(info))))
    return found


def apply(block: Block, tree: Path) -> None:
    """Do in ``tree`` what the block says."""
    file = tree / block.says["file"]
    beside = next((key for key in ("after", "before") if key in block.says), None)
    if beside is None:
        former = file.read_text(encoding="utf-8") if file.exists() else ""
        assert former == "" or former.endswith("\n")
        file.write_text(former + block.content, encoding="utf-8")
        return
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    (place,) = (number for number, line in enumerate(lines) if block.says[beside] in line)
    lines.insert(place + (beside == "after"), block.content)
    file.write_text("".join(lines), encoding="utf-8")
