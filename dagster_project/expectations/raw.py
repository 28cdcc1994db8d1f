"""What must hold in raw before dbt runs: documents, paths, manifest, quarantine and the log of loads.

Here belong the expectations on what the landing folder and reading left behind. Those on what extraction stated stand
in ``raw_records``.
"""

from __future__ import annotations

from functools import lru_cache

from dagster_project.expectations import raw_records
from dagster_project.expectations.contract import raw_tables
from dagster_project.expectations.definition import Expectation, Level, Owner, Severity, Wording
from dagster_project.expectations.offending import among, dangling, literal, nulls, other_columns, repeated, where
from dagster_project.vocabulary import seed

# Envelopes of size, far from what published reports are: the shortest samples have some 450 characters, final
# accounts of large bodies some 200,000.
_SHORTEST = 60
_LONGEST = 5_000_000
# Tables of figures have few Chinese characters; text decoded wrongly has next to none.
_LEAST_CJK = 0.05
_MOST_LOST = 0.001
_MOST_PRIVATE = 0.01
_STATUSES = ("current", "superseded", "withdrawn")
_STAGES = ("landing", "manifest", "reading", "extraction", "gate")

_RELOAD = Wording(
    "这是加载程序的缺陷：保留现场，修复后重新加载",
    "A fault of the load itself: keep the file, mend the load, load again.",
)
_REREAD = Wording(
    "用原始文件替换转换过的副本后重新加载；若原件就是如此，请修复读取模块",
    "Put the original file in place of the converted copy and load again; if it is like this, mend its reader.",
)
_FIX_MANIFEST = Wording("更正 manifest.csv 中的该行后重新加载", "Correct this row of manifest.csv and load again.")
_REBUILD = Wording(
    "表结构与程序不符：换用新的 HOME 重新加载", "The tables are not those of this version: load into a new HOME."
)

_DOCUMENT = "raw.document"
_SHA = ("document_sha256",)


@lru_cache(maxsize=1)
def expectations() -> tuple[Expectation, ...]:
    """Return all expectations on raw, the schema first."""
    return (*_schema(), *_documents(), *_texts(), *_paths(), *_manifest(), *_bookkeeping(), *raw_records.expectations())


def _schema() -> list[Expectation]:
    return [
        Expectation(
            id=f"{table}.columns",
            title=Wording(f"{table} 的列与类型齐全", f"{table} has its columns and types"),
            offending=other_columns(table, columns),
            owner=Owner.OPERATIONS,
            remedy=_REBUILD,
        )
        for table, columns in raw_tables().items()
    ]


def _documents() -> list[Expectation]:
    return [
        Expectation(
            id="raw.document.sha256_form",
            title=Wording("文档键为 64 位十六进制", "A document's key is 64 hexadecimal digits"),
            offending=where(_DOCUMENT, _SHA, "not regexp_full_match(document_sha256, '[0-9a-f]{64}')"),
            owner=Owner.OPERATIONS,
            remedy=_RELOAD,
        ),
        Expectation(
            id="raw.document.key_unique",
            title=Wording("文档键不重复", "No document stands twice"),
            offending=repeated(_DOCUMENT, _SHA),
            owner=Owner.OPERATIONS,
            remedy=_RELOAD,
        ),
        Expectation(
            id="raw.document.not_null",
            title=Wording("文档各列均有值", "Every column of a document has a value"),
            offending=nulls(_DOCUMENT, _SHA, raw_tables()[_DOCUMENT]),
            owner=Owner.OPERATIONS,
            remedy=_RELOAD,
        ),
        Expectation(
            id="raw.document.has_path",
            title=Wording("每个文档至少有一个路径", "Every document stands under a path"),
            offending=dangling(_DOCUMENT, _SHA, _SHA, "raw.document_path"),
            owner=Owner.OPERATIONS,
            remedy=_RELOAD,
        ),
        Expectation(
            id="raw.document.char_count",
            title=Wording("字符数与正文一致", "The count of characters is that of the text"),
            offending=where(_DOCUMENT, _SHA, "char_count <> length(text)"),
            level=Level.REPORT,
            owner=Owner.READING,
            remedy=_RELOAD,
        ),
        Expectation(
            id="raw.document.line_count",
            title=Wording("行数与正文相符", "The count of lines fits the text"),
            offending=where(
                _DOCUMENT, _SHA, "abs(line_count - 1 - (length(text) - length(replace(text, chr(10), '')))) > 1"
            ),
            level=Level.REPORT,
            owner=Owner.READING,
            remedy=_RELOAD,
        ),
        Expectation(
            id="raw.document.byte_count",
            title=Wording("文件不为空", "A document has bytes"),
            offending=where(_DOCUMENT, _SHA, "byte_count < 1"),
            level=Level.REPORT,
            owner=Owner.READING,
            remedy=_RELOAD,
        ),
        Expectation(
            id="raw.document.one_extraction_version",
            title=Wording("现行文档出自同一抽取版本", "Current documents were extracted by one version"),
            offending="""
                select document.extraction_version, count(distinct document.document_sha256) as documents
                from raw.document as document
                inner join raw.document_path as document_path using (document_sha256)
                where document_path.is_current
                group by document.extraction_version
                qualify count(*) over () > 1""",
            owner=Owner.OPERATIONS,
            remedy=_RELOAD,
        ),
    ]


def _texts() -> list[Expectation]:
    visible = "length(regexp_replace(text, '\\s', '', 'g'))"

    def count_of(characters: str) -> str:
        return f"length(regexp_replace(text, '[^{characters}]', '', 'g'))"

    lost, private, chinese = (count_of(c) for c in (r"\x{FFFD}", r"\x{E000}-\x{F8FF}", r"\x{4E00}-\x{9FFF}"))

    def text(id_: str, title: Wording, condition: str, severity: Severity = Severity.ERROR) -> Expectation:
        return Expectation(
            id=f"raw.document.{id_}",
            title=title,
            offending=where(_DOCUMENT, _SHA, condition),
            severity=severity,
            level=Level.REPORT,
            owner=Owner.READING,
            remedy=_REREAD,
        )

    return [
        text("text_not_blank", Wording("正文不为空白", "The text is not blank"), f"{visible} = 0"),
        text(
            "text_not_tiny",
            Wording(f"正文不少于 {_SHORTEST} 字", f"The text has {_SHORTEST} characters or more"),
            f"{visible} between 1 and {_SHORTEST - 1}",
            Severity.WARNING,
        ),
        text(
            "text_not_huge",
            Wording(f"正文不超过 {_LONGEST} 字", f"The text has {_LONGEST} characters at most"),
            f"length(text) > {_LONGEST}",
        ),
        text("no_nul", Wording("正文不含 NUL", "The text has no NUL"), "contains(text, chr(0))"),
        text(
            "no_byte_order_mark", Wording("正文不以 BOM 开头", "The text has no BOM"), "starts_with(text, chr(65279))"
        ),
        text("line_feeds_only", Wording("换行统一为 LF", "Lines end with LF alone"), "contains(text, chr(13))"),
        text(
            "no_lost_character",
            Wording("正文不含替换字符 U+FFFD", "No character is lost (U+FFFD)"),
            "contains(text, chr(65533))",
            Severity.WARNING,
        ),
        text(
            "few_lost_characters",
            Wording("替换字符 U+FFFD 少于千分之一", "Lost characters (U+FFFD) are less than one in a thousand"),
            f"{lost} > {_MOST_LOST} * length(text)",
        ),
        text(
            "few_private_characters",
            Wording("私用区字符少于百分之一", "Private-use characters are less than one in a hundred"),
            f"{private} > {_MOST_PRIVATE} * length(text)",
            Severity.WARNING,
        ),
        text(
            "chinese",
            Wording(f"汉字占比不低于 {_LEAST_CJK:.0%}", f"At least {_LEAST_CJK:.0%} of the text is Chinese"),
            f"{chinese} < {_LEAST_CJK} * {visible}",
        ),
    ]


def _paths() -> list[Expectation]:
    table = "raw.document_path"
    key = ("document_sha256", "version_no")

    def path(id_: str, title: Wording, offending: str) -> Expectation:
        return Expectation(
            id=f"{table}.{id_}", title=title, offending=offending, owner=Owner.OPERATIONS, remedy=_RELOAD
        )

    return [
        path(
            "not_null",
            Wording("路径各列均有值", "Every column of a path has a value"),
            nulls(table, key, raw_tables()[table]),
        ),
        path(
            "document_exists",
            Wording("路径所指文档已入库或在隔离区", "A path's document is loaded or in quarantine"),
            f"""
            select document_sha256, version_no
            from {table} as path
            where
                is_current
                and not exists (select 1 from raw.document as d where d.document_sha256 = path.document_sha256)
                and not exists (
                    select 1 from raw.quarantine as q where q.is_open and q.document_sha256 = path.document_sha256
                )""",
        ),
        path(
            "version_unique",
            Wording("同一路径的版本号不重复", "A path has each version once"),
            f"select any_value(document_sha256) as document_sha256, version_no, count(*) as rows_found from {table}"
            " group by path, version_no having count(*) > 1",
        ),
        path(
            "one_current",
            Wording("同一路径最多一个现行版本", "A path has one current version at most"),
            f"select any_value(document_sha256) as document_sha256, count(*) as rows_found from {table}"
            " where is_current group by path having count(*) > 1",
        ),
        path(
            "status",
            Wording("状态在词表内", "The status is a known one"),
            where(table, (*key, "status"), f"status not in {among(_STATUSES)}"),
        ),
        path(
            "status_agrees",
            Wording("is_current 与状态一致", "is_current agrees with the status"),
            where(table, (*key, "status"), "is_current <> (status = 'current')"),
        ),
        path(
            "relative",
            Wording("路径为落地目录内的相对路径", "A path lies in the landing folder"),
            where(table, key, "starts_with(path, '/') or path = '' or list_contains(string_split(path, '/'), '..')"),
        ),
        path(
            "load_order",
            Wording("首次加载不晚于最近加载", "A path's first load is not after its last"),
            where(table, (*key, "first_load_id", "last_load_id"), "first_load_id > last_load_id or version_no < 1"),
        ),
    ]


def _manifest() -> list[Expectation]:
    table = "raw.manifest_entry"
    region_codes = among(row["region_code"] for row in seed("regions"))

    def entry(id_: str, title: Wording, offending: str) -> Expectation:
        return Expectation(
            id=f"{table}.{id_}",
            title=title,
            offending=offending,
            severity=Severity.WARNING,
            owner=Owner.OPERATIONS,
            remedy=_FIX_MANIFEST,
        )

    return [
        Expectation(
            id="raw.manifest_entry.path_unique",
            title=Wording("manifest 每个路径一行", "The manifest has a path once"),
            offending=f"select md5(path) as path_md5, count(*) as rows_found from {table} group by path"
            " having count(*) > 1",
            owner=Owner.OPERATIONS,
            remedy=_FIX_MANIFEST,
        ),
        entry(
            "region_known",
            Wording("manifest 的区划代码在区划表内", "A region code of the manifest is a known one"),
            where(table, ("region_code",), f"region_code not in {region_codes}"),
        ),
        entry(
            "source_url",
            Wording("manifest 的来源为 http(s) 地址", "A source of the manifest is an http(s) address"),
            where(table, ("md5(path) as path_md5",), "not regexp_matches(source_url, '^https?://')"),
        ),
        entry(
            "published_on",
            Wording("manifest 的发布日期合理", "A date of the manifest is plausible"),
            where(
                table,
                ("md5(path) as path_md5", "published_on"),
                "published_on not between date '1990-01-01' and current_date + interval 1 day",
            ),
        ),
        entry(
            "file_exists",
            Wording("manifest 所列文件在落地目录中", "A file of the manifest is in the landing folder"),
            f"""
            select md5(path) as path_md5 from {table} as entry
            where
                not exists (select 1 from raw.document_path as p where p.is_current and p.path = entry.path)
                and not exists (select 1 from raw.quarantine as q where q.is_open and q.path = entry.path)""",
        ),
    ]


def _bookkeeping() -> list[Expectation]:
    quarantine = "raw.quarantine"
    said = ("path", "stage", "reason", "message", "remedy", "is_open")
    unsaid = " or ".join(f"trim({column}) = ''" for column in said[:-1])

    def book(id_: str, title: Wording, offending: str) -> Expectation:
        return Expectation(id=id_, title=title, offending=offending, owner=Owner.OPERATIONS, remedy=_RELOAD)

    return [
        book(
            "raw.quarantine.explained",
            Wording("隔离记录写明路径、原因与处理办法", "A quarantined file says where, why and what to do"),
            f"{nulls(quarantine, ('document_sha256', 'stage'), said)} or {unsaid}",
        ),
        book(
            "raw.quarantine.stage",
            Wording("隔离环节在词表内", "The stage of a quarantined file is a known one"),
            where(quarantine, ("document_sha256", "stage"), f"stage not in {among(_STAGES)}"),
        ),
        book(
            "raw.quarantine.open_once",
            Wording("同一隔离原因不重复", "A reason for quarantine stands open once"),
            "select any_value(document_sha256) as document_sha256, stage, reason, count(*) as rows_found"
            f" from {quarantine} where is_open group by path, document_sha256, stage, reason, message"
            " having count(*) > 1",
        ),
        book(
            "raw.pending_document.has_path",
            Wording("待重建文档均有路径", "A pending document stands under a path"),
            dangling("raw.pending_document", _SHA, _SHA, "raw.document_path"),
        ),
        book(
            "raw.load_log.times",
            Wording("加载日志时间有序", "A load ends after it began"),
            where("raw.load_log", ("load_id",), "started_at is null or finished_at < started_at"),
        ),
        book(
            "raw.load_log.one_running",
            Wording("同时只有一次加载在进行", "One load runs at a time"),
            where("raw.load_log", ("load_id",), f"outcome = {literal('running')}") + " qualify count(*) over () > 1",
        ),
    ]
