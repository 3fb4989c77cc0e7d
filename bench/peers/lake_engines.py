"""Answers questions about a lake by an engine that is not ours. stdin: {"statements": [...], "tables": {name: path}, "questions": {name: sql}};
stdout: {name: {"rows": [...]} or {"error": "..."}}. The engine is the first argument: deltalake, delta_scan or spark."""

import datetime
import decimal
import json
import sys


def plain(value):
    """As JSON, the same for every engine."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (value.microsecond // 1000)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (decimal.Decimal, float)):
        return round(float(value), 9)
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, dict) or hasattr(value, "asDict"):
        return {key: plain(each) for key, each in (value if isinstance(value, dict) else value.asDict()).items()}
    return value


def by_deltalake(job):
    """delta-rs reads the log, pyarrow the files, and DuckDB asks the Arrow tables."""
    import duckdb
    from deltalake import DeltaTable
    from pyarrow import fs

    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for name, path in job["tables"].items():
        table = DeltaTable(path)
        # Threads of Arrow that hold Python's files, as delta-rs's do, abort the process when it ends before them.
        files = fs.SubTreeFileSystem(path, fs.LocalFileSystem())
        connection.register(name, table.to_pyarrow_table(filesystem=files))
    for statement in job["views"]:
        connection.execute(statement)
    return lambda sql: connection.execute(sql).fetchall()


def by_delta_scan(job):
    """DuckDB by its extension delta, which has the Delta kernel in it."""
    import duckdb

    try:
        from duckdb_extensions import import_extension

        import_extension("delta")
    except ImportError:
        pass
    connection = duckdb.connect()
    for statement in job["statements"]:
        if not statement.startswith("INSTALL"):
            connection.execute(statement)
    return lambda sql: connection.execute(sql).fetchall()


def by_spark(job):
    import sqlglot
    from delta import configure_spark_with_delta_pip
    from pyspark.sql import SparkSession

    builder = (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.databricks.delta.snapshotPartitions", "2")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.warehouse.dir", job["scratch"])
        .config("spark.driver.extraJavaOptions", f"-Dderby.system.home={job['scratch']}")
    )
    spark = configure_spark_with_delta_pip(builder).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    for statement in job["statements"]:
        spark.sql(statement)

    def ask(sql):
        # An alias of a relation alone names no column in Spark, and in DuckDB it needn't.
        sql = sql.replace('AS "unnest"', 'AS records ("unnest")')
        return spark.sql(sqlglot.transpile(sql, read="duckdb", write="spark")[0]).collect()

    return ask


def main():
    job = json.load(sys.stdin)
    ask = {"deltalake": by_deltalake, "delta_scan": by_delta_scan, "spark": by_spark}[sys.argv[1]](job)
    answers = {}
    for name, sql in job["questions"].items():
        try:
            answers[name] = {"rows": [[plain(value) for value in row] for row in ask(sql)]}
        except Exception as error:  # One question that an engine refuses is a result, not the end.
            answers[name] = {"error": f"{type(error).__name__}: {error}".split("\n")[0][:300]}
    print("ANSWERS " + json.dumps(answers))


main()
