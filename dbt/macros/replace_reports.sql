{#- Incremental strategy of every table that holds rows of single reports: the rows of rebuilt reports are replaced, and
    rows of reports that the table no longer covers are removed. `meta.covers` says which it covers: `current` (the
    default) or `loaded` (former versions too). int_report decides both; each such model descends from it, so that it stands
    before they run, and its name is enough here. `meta.holds: rules` adds that rows of rules which look at other reports too are
    replaced for every report: what such a rule finds may change with any load. -#}
{% macro get_incremental_replace_reports_sql(arg_dict) -%}
    {%- set target_relation = arg_dict["target_relation"] -%}
    {%- set columns = arg_dict["dest_columns"] | map(attribute="quoted") | join(", ") -%}
    {%- set reports = api.Relation.create(database=target.database, schema="intermediate", identifier="int_report") -%}
    {%- set covers = config.get("meta", {}).get("covers", "current") -%}
    delete from {{ target_relation }}
    where report_key not in (
        select report_key from {{ reports }}
        where not is_rebuilt {%- if covers == "current" %} and is_current {%- endif %}
    )
    {%- if config.get("meta", {}).get("holds") == "rules" %}
    or rule_id in (
        select rule_id from {{ api.Relation.create(database=target.database, schema="marts", identifier="dim_rule") }}
        where scope = 'corpus'
    )
    {%- endif %};
    insert into {{ target_relation }} ({{ columns }})
    select {{ columns }} from {{ arg_dict["temp_relation"] }};
{%- endmacro %}

{#- Whether this run rebuilds every report: on a full refresh, and where no mart has been built yet. -#}
{% macro rebuilds_every_report() -%}
    {%- if not execute -%} {{ return(false) }} {%- endif -%}
    {%- set evidence = adapter.get_relation(database=target.database, schema="marts", identifier="evidence") -%}
    {{ return(flags.FULL_REFRESH or evidence is none) }}
{%- endmacro %}
