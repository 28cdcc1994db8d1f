with

staffing as (
    {{ audited("fct_staffing") }}
),

thresholds as (
    {{ thresholds("temporary_staff_over_staff", ["most_percent"]) }}
),

counted as (
    select
        staffing.report_key,
        max(case when staffing.measure = 'staff_on_post' then staffing.count_value end) as staff,
        max(case when staffing.measure = 'staff_temporary' then staffing.count_value end) as hired,
        count(distinct case when staffing.measure = 'staff_on_post' then staffing.count_value end) as staff_figures,
        count(distinct case when staffing.measure = 'staff_temporary' then staffing.count_value end) as hired_figures,
        min_by(staffing.evidence_key, staffing.value_start) filter (where staffing.measure = 'staff_temporary')
            as evidence_key,
        min_by(staffing.evidence_key, staffing.value_start) filter (where staffing.measure = 'staff_on_post')
            as staff_evidence_key,
        max(thresholds.most_percent) as most_percent
    from staffing
    inner join thresholds on staffing.report_key = thresholds.report_key
    where staffing.measure in ('staff_on_post', 'staff_temporary') and staffing.is_primary
    group by staffing.report_key
),

checked as (
    select
        report_key,
        cast(null as {{ type_string() }}) as project_key,
        case
            when staff_figures <> 1 or hired_figures <> 1 or staff = 0 then 'insufficient_data'
            when hired > staff * most_percent / 100 then 'fail'
            else 'pass'
        end as verdict,
        cast(hired as {{ type_string() }}) as stated_value,
        cast(staff as {{ type_string() }}) as recomputed_value,
        '编外（临聘）人员' || cast(hired as {{ type_string() }}) || '人，超过在职人员' || cast(staff as {{ type_string() }})
        || '人的' || {{ number_text("most_percent") }} || '%。' as message,
        evidence_key,
        {{ without_nulls(array_of(["evidence_key", "staff_evidence_key"])) }} as evidence_keys
    from counted
    where hired_figures > 0
)

{{ rule_check("temporary_staff_over_staff", "checked", []) }}
