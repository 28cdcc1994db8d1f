"""Values: classes whose objects are made by the thousand in a report and never change.

Here belongs how such a class is made. Type checkers hold it frozen; at run time it is a plain class with slots, since a
frozen dataclass sets each field by a call, which takes three times as long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """Make a class of values; its fields are given in order or by name."""
    return dataclass(slots=True, unsafe_hash=True)(cls)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def named_value(cls: type[T]) -> type[T]:
    """Make a class of values whose fields are given by name."""
    return dataclass(slots=True, unsafe_hash=True, kw_only=True)(cls)
