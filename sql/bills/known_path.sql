-- Whether source $1 ever loaded a file from path $2: otherwise its content need not be looked at twice.
select exists (
    select 1
    from bill.file as file
    inner join bill.load as load on load.load_id = file.load_id
    where load.source = $1 and file.path = $2
) as is_known
