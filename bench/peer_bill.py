"""A peer of bill ingest: the columns that chargeback reads, into one typed table, by `csv`, `polars` or `duckdb`.

`peer_bill.py READER PATH CONNECTION`. The Python peer goes the way most scripts go: csv.reader, \\copy into a staging
table of texts, INSERT … SELECT. The others copy into the typed table at once. None of them checks a row, adds up,
keeps versions or recognises a file that came before.

`narrow` is the fastest way that we know: polars' categories, thirteen columns, their words in a table of their own, by ADBC. Money
becomes floating-point.
"""
import csv
import os
import subprocess
import sys

NUMBERS = (
    "lineItem/UsageAmount lineItem/UnblendedCost pricing/publicOnDemandCost reservation/EffectiveCost "
    "savingsPlan/SavingsPlanEffectiveCost savingsPlan/TotalCommitmentToDate savingsPlan/UsedCommitment "
    "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod reservation/UnusedRecurringFee"
).split()
INSTANTS = "lineItem/UsageStartDate lineItem/UsageEndDate bill/BillingPeriodStartDate bill/BillingPeriodEndDate".split()
WORDS = (
    "bill/PayerAccountId bill/InvoiceId bill/InvoicingEntity bill/BillType bill/BillingEntity lineItem/UsageAccountId "
    "lineItem/LineItemType lineItem/ProductCode lineItem/UsageType lineItem/Operation lineItem/AvailabilityZone "
    "lineItem/ResourceId lineItem/CurrencyCode lineItem/UnblendedRate lineItem/LineItemDescription lineItem/TaxType "
    "lineItem/LegalEntity product/ProductName product/fromRegionCode product/instanceFamily product/instanceType "
    "product/location product/memory product/operatingSystem product/productFamily product/region product/regionCode "
    "product/sku product/toRegionCode product/vcpu product/volumeApiName pricing/RateCode pricing/RateId "
    "pricing/publicOnDemandRate pricing/term pricing/unit pricing/LeaseContractLength pricing/PurchaseOption "
    "reservation/ReservationARN reservation/SubscriptionId savingsPlan/SavingsPlanARN resourceTags/aws:createdBy "
    "resourceTags/user:Name resourceTags/user:app resourceTags/user:commit resourceTags/user:configuration "
    "resourceTags/user:cost-center resourceTags/user:environment resourceTags/user:owner resourceTags/user:team "
    "resourceTags/user:tenant resourceTags/user:tier resourceTags/user:version"
).split()
COLUMNS = NUMBERS + INSTANTS + WORDS
TYPES = ["numeric"] * len(NUMBERS) + ["timestamptz"] * len(INSTANTS) + ["text"] * len(WORDS)


def columns(types):
    """The columns of a table as SQL."""
    return ", ".join(f'"{name}" {kind}' for name, kind in zip(COLUMNS, types))


def psql(connection, table, types, *more):
    """psql in one transaction: makes the table, copies standard input into it, and then does more."""
    commands = [f"create table {table} ({columns(types)})", f"\\copy {table} from pstdin (format csv)", *more,
                'select count(*), sum("lineItem/UnblendedCost") from peer']
    words = [word for command in commands for word in ("-c", command)]
    options = ["-qAtX1", "-v", "ON_ERROR_STOP=1", "-d", connection]
    return subprocess.Popen(["psql", *options, *words], stdin=subprocess.PIPE)


def by_csv(path, connection):
    """Python's csv module, a staging table, INSERT … SELECT."""
    casts = ", ".join(
        f'"{name}"' if kind == "text" else f'"{name}"::{kind}' for name, kind in zip(COLUMNS, TYPES))
    sink = psql(connection, "staging", ["text"] * len(COLUMNS), f"create table peer ({columns(TYPES)})",
                f"insert into peer select {casts} from staging")
    with open(path, newline="") as file, open(sink.stdin.fileno(), "w", newline="", closefd=False) as pipe:
        rows = csv.reader(file)
        header = next(rows)
        places = [header.index(name) for name in COLUMNS]
        csv.writer(pipe).writerows([row[place] for place in places] for row in rows)
    return sink


def by_polars(path, connection):
    """polars' streaming engine into COPY."""
    import polars

    sink = psql(connection, "peer", TYPES)
    polars.scan_csv(path, infer_schema=False).select(COLUMNS).sink_csv(
        os.fdopen(os.dup(sink.stdin.fileno()), "wb"), include_header=False)
    return sink


def by_duckdb(path, connection):
    """DuckDB's parallel reader into COPY."""
    import duckdb

    names = ", ".join(f'"{name}"' for name in COLUMNS)
    sink = psql(connection, "peer", TYPES)
    duckdb.sql(
        f"copy (select {names} from read_csv('{path}', all_varchar = true)) "
        f"to '/dev/fd/{sink.stdin.fileno()}' (format csv, header false)")
    return sink


def by_adbc(path, connection):
    """polars' categories into narrow rows and a table of words, by ADBC."""
    import adbc_driver_postgresql.dbapi as adbc
    import polars

    keys = dict(part.split("=", 1) for part in connection.split())
    link = adbc.connect(f"postgresql://{keys['user']}@/{keys['dbname']}?host={keys['host']}")
    words = (
        "lineItem/UsageAccountId lineItem/LineItemType lineItem/ProductCode lineItem/UsageType lineItem/Operation "
        "lineItem/ResourceId lineItem/LineItemDescription product/regionCode resourceTags/user:team").split()
    names = [f"word_{place}" for place in range(len(words))]

    rows = polars.scan_csv(path, infer_schema=False).select(
        polars.col("identity/LineItemId").alias("line"),
        polars.col("lineItem/UsageStartDate").str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="us", time_zone="UTC").alias("at"),
        polars.col("lineItem/UsageAmount").cast(polars.Float64).alias("amount"),
        polars.col("lineItem/UnblendedCost").cast(polars.Float64).alias("cost"),
        *[polars.col(word).cast(polars.Categorical).alias(name) for word, name in zip(words, names)],
    ).collect(engine="streaming")
    dictionary = polars.concat([
        rows.select(name).unique().select(
            polars.lit(place).cast(polars.Int32).alias("kind"), polars.col(name).to_physical().cast(polars.Int32).alias("id"),
            polars.col(name).cast(polars.String).alias("word")) for place, name in enumerate(names)])
    cursor = link.cursor()
    cursor.adbc_ingest(
        "narrow", rows.with_columns(polars.col(name).to_physical().cast(polars.Int32) for name in names).to_arrow(), mode="create")
    cursor.adbc_ingest("words", dictionary.to_arrow(), mode="create")
    link.commit()
    cursor.execute("select count(*), sum(cost) from narrow")
    print("|".join(str(value) for value in cursor.fetchone()))
    cursor.close()
    link.close()


if __name__ == "__main__":
    if sys.argv[1] == "narrow":
        sys.exit(by_adbc(*sys.argv[2:4]))
    process = {"csv": by_csv, "polars": by_polars, "duckdb": by_duckdb}[sys.argv[1]](*sys.argv[2:4])
    process.stdin.close()
    sys.exit(process.wait())
