"""Which columns the columns of a model come from, read from the model's own SQL.

Here belongs the walk from a column of the last select through its CTEs to the tables that they read. A source is what a
value is made of, its windows and conditions included; what only joins or filters rows is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope
from sqlglot.schema import MappingSchema

_DIALECT = "duckdb"
ROWS = "*"


class LineageError(ValueError):
    """The SQL of a model cannot be followed."""


@dataclass(frozen=True, order=True)
class Source:
    """A column of a relation; the column ``*`` stands for its rows, which a count is made of."""

    relation: str
    column: str


def known_columns(relations: Mapping[str, Mapping[str, str]]) -> MappingSchema:
    """Return what ``sources_of`` needs to know: ``relations`` maps ``schema.table`` → column → DuckDB type."""
    nested: dict[str, object] = {}
    for relation, columns in relations.items():
        schema, table = relation.split(".")
        tables = nested.setdefault(schema, {})
        assert isinstance(tables, dict)
        tables[table] = dict(columns)
    return MappingSchema(nested, dialect=_DIALECT)


def sources_of(query: str, known: MappingSchema) -> dict[str, set[Source]]:
    """Return the sources of every column of ``query``, in its order; a constant has none. Raises LineageError."""
    try:
        parsed = parse_one(query, dialect=_DIALECT)
        for table in parsed.find_all(exp.Table):
            table.set("catalog", None)
        qualified = qualify(
            parsed, schema=known, dialect=_DIALECT, validate_qualify_columns=False, quote_identifiers=False
        )
        scope = build_scope(qualified)
    except SqlglotError as error:
        raise LineageError(str(error)) from error
    if scope is None or not isinstance(qualified, exp.Query):
        raise LineageError("this is no query")
    walk = _Walk()
    return {name: walk.column(scope, name) for name in qualified.named_selects}


@dataclass
class _Walk:
    """One walk over a query's scopes, which remembers what it has found: CTEs are read many times."""

    found: dict[tuple[int, str], set[Source]] = field(default_factory=dict)
    relations: dict[int, set[str]] = field(default_factory=dict)

    def column(self, scope: Scope, name: str) -> set[Source]:
        key = (id(scope), name)
        if key not in self.found:
            self.found[key] = set()
            self.found[key] = self._column(scope, name)
        return self.found[key]

    def _column(self, scope: Scope, name: str) -> set[Source]:
        query = scope.expression
        if isinstance(query, exp.SetOperation):
            place = query.named_selects.index(name)
            return set().union(*(self.column(side, _selected(side)[place]) for side in scope.set_operation_scopes))
        if not isinstance(query, exp.Query):
            # A table function (unnest): what it is given.
            return self._columns_in(query, scope.parent or scope)
        selected = next((each for each in query.selects if each.alias_or_name == name), None)
        if selected is None:
            raise LineageError(f"no column {name} is selected")
        sources = self._columns_in(selected, scope)
        if not sources and selected.find(exp.AggFunc):
            return {Source(relation, ROWS) for relation in self._relations(scope)}
        return sources

    def _columns_in(self, expression: exp.Expr, scope: Scope) -> set[Source]:
        sources: set[Source] = set()
        for column in expression.find_all(exp.Column):
            source = _source_named(scope, column.table)
            if isinstance(source, exp.Table):
                sources.add(Source(_relation(source), column.name))
            elif source is not None:
                sources |= self.column(source, column.name)
            elif column.table and scope.sources:
                # A recursive query's reference to itself has no sources of its own: the union's first side is followed.
                raise LineageError(f"{column.table}.{column.name} comes from nowhere")
        return sources

    def _relations(self, scope: Scope) -> set[str]:
        """The tables whose rows a query reads."""
        key = id(scope)
        if key not in self.relations:
            self.relations[key] = set()
            read: list[exp.Table | Scope] = [*scope.set_operation_scopes]
            if not read:
                read = [source for _, source in scope.selected_sources.values()]
            for source in read:
                self.relations[key] |= self._relations(source) if isinstance(source, Scope) else {_relation(source)}
        return self.relations[key]


def _source_named(scope: Scope, name: str) -> exp.Table | Scope | None:
    """What a name in an expression of ``scope`` stands for; a query inside the expression has names of its own."""
    for inner in (scope, *scope.subquery_scopes):
        if name in inner.sources:
            source: exp.Table | Scope = inner.sources[name]
            return source
    return None


def _selected(side: Scope) -> list[str]:
    query = side.expression
    return query.named_selects if isinstance(query, exp.Query) else []


def _relation(table: exp.Table) -> str:
    return f"{table.db}.{table.name}"
