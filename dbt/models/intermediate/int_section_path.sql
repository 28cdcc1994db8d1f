with recursive

sections as (
    select * from {{ ref("stg_section") }}
),

paths as (
    select
        document_sha256,
        section_no,
        level as section_level,
        char_start,
        char_end,
        role,
        title as section_path
    from sections
    where parent_no is null

    union all

    select
        sections.document_sha256,
        sections.section_no,
        sections.level as section_level,
        sections.char_start,
        sections.char_end,
        coalesce(sections.role, paths.role) as role,
        paths.section_path || ' / ' || sections.title as section_path
    from sections
    inner join paths
        on sections.document_sha256 = paths.document_sha256 and sections.parent_no = paths.section_no
)

select * from paths
