with

regions as (
    select * from {{ ref("regions") }}
),

named as (
    select
        counties.region_code,
        counties.region_name as official_name,
        counties.admin_level,
        counties.parent_code,
        counties.province_code,
        nullif(counties.city_code, '') as city_code,
        cities.region_name as city_name,
        provinces.region_name as province_name,
        count(*) over (partition by counties.region_name) as namesakes
    from regions as counties
    left join regions as cities on counties.city_code = cities.region_code
    left join regions as provinces on counties.province_code = provinces.region_code
),

final as (
    select
        region_code,
        -- A name that several regions share says which: 上海市普陀区, 舟山市普陀区.
        case when namesakes > 1 then coalesce(city_name, province_name) || official_name else official_name end
            as region_name,
        admin_level,
        city_code,
        case when admin_level <> 'province' then city_name end as city_name,
        province_code,
        province_name
    from named
)

select * from final
