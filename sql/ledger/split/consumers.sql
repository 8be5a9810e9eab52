-- Consumers, for StandIns.swift, and what the ledger knows of them besides their pod: those of equal words are one from the
-- sums of a day on.
copy (
    select consumer, cluster, namespace, workload, pod is null, pod_key is null, tenant, tier, commit, owner, item_key, facts
    from work_consumer
    order by consumer
) to stdout (format binary)
