-- What label files say.
select
    cluster, namespace, pod, uid, tenant, tier, commit, owner,
    nullif(from_at, '-infinity') as from_at, nullif(to_at, 'infinity') as to_at
from usage.given_label
order by cluster, namespace, pod, uid, from_at
