-- Forgets the cost labels of the pods that are to be resolved anew.
delete from usage.cost_label as stored
using load_label as staged
where stored.cluster = staged.cluster and stored.pod_key = staged.pod_key
