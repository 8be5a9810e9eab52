-- What each commit cost over its life: since when it runs, for how many days, a day on average, and who answers for it.
create view report.commit_lifetime as
with

days as (

    select
        array[cluster, namespace, workload, commit, tenant, tier, owner] as words, billing_currency, usage_date,
        sum(effective_cost) as effective_cost, sum(direct_effective_cost) as direct_effective_cost, sum(pod_hours) as pod_hours
    from report.commit_cost
    where commit is not null
    group by 1, 2, 3

),

lives as (

    select
        words, billing_currency, min(usage_date) as first_date, max(usage_date) as last_date, count(*) as day_count,
        sum(effective_cost) as effective_cost, sum(direct_effective_cost) as direct_effective_cost, sum(pod_hours) as pod_hours
    from days
    group by words, billing_currency

),

-- Labels often have the abbreviated hash; one that is the start of several commits is none's.
named as (

    select abbreviated.commit, min(known.author) as author, min(known.committed_at) as committed_at, min(known.title) as title
    from (select distinct words[4] as commit from lives) as abbreviated
    inner join org.commit as known
        on left(known.commit, 7) = left(lower(abbreviated.commit), 7)
        and (starts_with(known.commit, lower(abbreviated.commit)) or starts_with(lower(abbreviated.commit), known.commit))
    where length(abbreviated.commit) >= 7
    group by abbreviated.commit
    having count(*) = 1

),

final as (

    select
        lives.words[1] as cluster, lives.words[2] as namespace, lives.words[3] as workload, lives.words[4] as commit,
        lives.words[5] as tenant, lives.words[6] as tier, lives.words[7] as owner, lives.billing_currency,
        lives.first_date, lives.last_date, lives.day_count,
        trim_scale(lives.effective_cost) as effective_cost,
        trim_scale(lives.direct_effective_cost) as direct_effective_cost,
        trim_scale(round(lives.effective_cost / lives.day_count, 6)) as effective_cost_per_day,
        round(lives.pod_hours, 6) as pod_hours,
        named.author, named.committed_at, named.title
    from lives
    left join named on named.commit = lives.words[4]

)

select * from final;

comment on view report.commit_lifetime is 'One row per cluster, namespace, workload, commit, tenant, tier, owner and currency.';
comment on column report.commit_lifetime.cluster is 'The cluster.';
comment on column report.commit_lifetime.namespace is 'The namespace.';
comment on column report.commit_lifetime.workload is 'The controller, e.g. Deployment/api; null for shared cost.';
comment on column report.commit_lifetime.commit is 'The commit, as the label has it.';
comment on column report.commit_lifetime.tenant is 'For whom, or null.';
comment on column report.commit_lifetime.tier is 'At which service tier, or null.';
comment on column report.commit_lifetime.owner is 'Who answers for it, or null.';
comment on column report.commit_lifetime.billing_currency is 'The currency; null where there is use and no cost.';
comment on column report.commit_lifetime.first_date is 'The first UTC day with cost or use.';
comment on column report.commit_lifetime.last_date is 'The last one.';
comment on column report.commit_lifetime.day_count is 'How many days have cost or use; a roll-out''s day counts for both commits, its cost goes by time.';
comment on column report.commit_lifetime.effective_cost is 'Effective cost, direct and shared.';
comment on column report.commit_lifetime.direct_effective_cost is 'Of it, what it caused itself.';
comment on column report.commit_lifetime.effective_cost_per_day is 'Effective cost / days.';
comment on column report.commit_lifetime.pod_hours is 'Hours of pods.';
comment on column report.commit_lifetime.author is 'Who made the commit (chargeback ingest commits), or null.';
comment on column report.commit_lifetime.committed_at is 'When, or null.';
comment on column report.commit_lifetime.title is 'The first line of its message, or null.';
