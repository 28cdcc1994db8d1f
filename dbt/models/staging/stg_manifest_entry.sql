with

source as (
    select * from {{ source("raw", "manifest_entry") }}
),

renamed as (
    select
        path,
        region_code,
        organ,
        source_url,
        published_on
    from source
)

select * from renamed
