"""The columns of a table whose header has lost its shape: which header words stand over which figures.

Where cells were merged over columns or down rows, a flattened header has more or fewer cells than the rows below it. Here
belongs putting its levels over each other again; what the words say of money belongs to amount_tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from dagster_project.extraction.words.column_words import names_outlays, names_rows
from dagster_project.extraction.words.form_words import kinds_of

Path = tuple[str, ...]

_BROKEN_HEAD = re.compile(
    r"项 目|科 目|(?:一般公共|政府性基金|国有资本经营) 预算(?:财政拨款|拨款)?|国有资本 经营预算(?:财政拨款|拨款)?|一般公共预算 (?:财政)?拨款"
    r"|因公出国 （境）费用?|公务用车 (?:购置|运行)(?:维护)?费|公务用车购置 及运行(?:维护)?费|机关运行 经费.{0,3}|公务 接待费"
    r"|(?:年初|年末|上年) 结转(?:和结余)?|(?:年初|年末)结转 和结余|附属单位 (?:上缴|补助)(?:收入|支出)|上级补助 收入|(?:本年|财政拨款|事业|经营|其他) 收入"
    r"|(?:基本|项目|本年|经营) 支出|财政 拨款(?:收入)?|(?:年初|预算|决算|调整|全年) ?(?:预算|决算|执行)?数"
)
_SUMS = ("小计", "合计")
_SPANS_REST = re.compile(r"(?:增、?减|变化|变动|[对相]比).{0,4}$")  # 比上年增减情况: over the amount and the rate of it
_OF_CHANGE = re.compile(r"增、?减|变[动化]|差[额异]")
_MOST_LEVELS = 4
_OUTLAYS_WITHIN = 2  # columns from the first to that of the names of outlays


def paths_over(levels: Sequence[Sequence[str]], width: int) -> list[Path] | None:
    """Return the header words over each of ``width`` columns of figures, the outermost first; null where they do not fit.

    ``levels``: the filled cells of the header's rows, from the top; cells that name the rows (项目, 科目名称) head no figures.
    """
    named = [[cell for cell in whole_heads(level) if not names_rows(cell)] for level in levels[-_MOST_LEVELS:]]
    filled = [level for level in named if level]
    if not filled or width < 1:
        return None
    paths: list[Path] = [(cell,) for cell in filled[-1]]
    for level in reversed(filled[:-1]):
        merged = _put_over(level, paths, width)
        if merged is None:
            return paths if len(paths) == width else None
        paths = merged
    if len(paths) == width:
        return paths
    return _unfolded(filled[0], width) if len(filled) == 1 else None


def whole_heads(level: Sequence[str]) -> list[str]:
    """Put the words of a header together that a line break inside their cell has parted (一般公共 预算)."""
    cells: list[str] = []
    for cell in level:
        if cells and _BROKEN_HEAD.fullmatch(f"{cells[-1]} {cell}"):
            cells[-1] += cell
        else:
            cells.append(cell)
    return cells


def _put_over(level: list[str], paths: list[Path], width: int) -> list[Path] | None:
    """Put a level over the paths below it: some of its cells span several, the others stand over one column alone."""
    alone = width - len(paths)  # columns that the lower level leaves open
    groups = len(level) - alone
    if alone < 0 or not 1 <= groups <= len(level):
        return [(cell, *path) for cell, path in zip(level, paths, strict=True)] if len(level) == len(paths) else None
    parts = _parts(paths, groups)
    if parts is None:
        return None
    spanning = _spanning(level, parts)
    result: list[Path] = []
    for place, cell in enumerate(level):
        result += [(cell, *path) for path in parts[spanning.index(place)]] if place in spanning else [(cell,)]
    return result


def _parts(paths: list[Path], groups: int) -> list[list[Path]] | None:
    """Cut the lower level into as many parts: where its first word comes again, else evenly."""
    starts = [place for place, path in enumerate(paths) if path[-1] == paths[0][-1] and path[0] == paths[0][0]]
    if len(starts) != groups:
        changes = [place for place, path in enumerate(paths) if _OF_CHANGE.match(path[-1])]
        if groups == len(_SUMS) and changes and changes == list(range(changes[0], len(paths))) and changes[0]:
            return [paths[: changes[0]], paths[changes[0] :]]  # 小计 基本支出 项目支出 | 增减额 增减%
        if len(paths) % groups:
            return None
        starts = list(range(0, len(paths), len(paths) // groups))
    return [paths[start:end] for start, end in zip(starts, [*starts[1:], len(paths)], strict=True)]


def _spanning(level: list[str], parts: list[list[Path]]) -> list[int]:
    """Choose the cells that span the parts, in order: those that share most of their words with them, else the last ones."""
    chosen: list[int] = []
    low = 0
    for number, part in enumerate(parts):
        words = set("".join(word for path in part for word in path if word not in _SUMS))
        high = len(level) - (len(parts) - number - 1)
        shares = [len(words & set(cell)) / len(set(cell)) for cell in level[low:high]]
        best = low + shares.index(max(shares)) if any(shares) else high - 1
        chosen.append(best)
        low = best + 1
    return chosen


def _unfolded(cells: list[str], width: int) -> list[Path] | None:
    """Read a header whose levels run together: the first cells hold one that spans the last ones (合计, 购置及运行, 小计, 购置费 …)."""
    if cells[-width:] == cells[-2 * width : -width]:
        return [(cell,) for cell in cells[-width:]]  # two tables side by side
    for split in range(len(cells) - 1, 0, -1):
        upper, lower = cells[:split], cells[split:]
        if lower[0] in _SUMS and len(upper) - 1 + len(lower) == width:
            return _put_over(upper, [(cell,) for cell in lower], width)
    edges = sorted({0, len(cells), *(cells.index(word) for word in _SUMS if word in cells)})
    levels = [cells[left:right] for left, right in pairwise(edges)]
    if len(levels) > 1 and (found := paths_over(levels, width)) is not None and len(found) == width:
        return found
    for place, cell in enumerate(cells[:-2]):
        if _SPANS_REST.search(cell) and len(cells) - 1 == width:
            return [*((head,) for head in cells[:place]), *((cell, lower) for lower in cells[place + 1 :])]
    return None


def heads_list(texts: Iterable[str]) -> bool:
    """Tell whether a row heads a list of tasks, numbered projects or outlays: 任务名称 | 主要内容 | 金额, 名称 | 内容 | 金额,
    序号 | 项目名称 | 资金金额, 支出内容 | 实际支出数."""
    words = list(texts)
    kinds = {kind for text in words for kind in kinds_of(text)}
    is_list = "work" in kinds or {"project", "number"} <= kinds or "名称" in words
    return is_list or any(map(names_outlays, words[:_OUTLAYS_WITHIN]))


def names_block(text: str) -> bool:
    """Tell whether the first cell of a head names the block (资金情况（万元）) and heads no figures of its own."""
    kinds = kinds_of(text)
    return "lead" in kinds and "money" not in kinds
