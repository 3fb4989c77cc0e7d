import * as duckdb from '@duckdb/node-api';
import {
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  type DuckDBValueConverter,
  JsonDuckDBValueConverter,
} from '@duckdb/node-api';

type Json = ReturnType<typeof JsonDuckDBValueConverter>;

/** Digits that a double holds exactly. */
const EXACT_DIGITS = 15;

const TIMES = new Map<DuckDBTypeId, (value: DuckDBValue) => Date>([
  [DuckDBTypeId.TIMESTAMP, duckdb.dateFromTimestampValue],
  [DuckDBTypeId.TIMESTAMP_TZ, duckdb.dateFromTimestampTZValue],
  [DuckDBTypeId.TIMESTAMP_S, duckdb.dateFromTimestampSecondsValue],
  [DuckDBTypeId.TIMESTAMP_MS, duckdb.dateFromTimestampMillisecondsValue],
  [DuckDBTypeId.TIMESTAMP_NS, duckdb.dateFromTimestampNanosecondsValue],
]);

const INTEGERS = new Set([DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT, DuckDBTypeId.UHUGEINT]);

/** DuckDB's values as plain JSON: times in ISO 8601, numbers as numbers where they stay exact. Nested values too. */
export const plainValue: DuckDBValueConverter<Json> = (value, type, converter) => {
  if (value === null) return null;
  const toDate = TIMES.get(type.typeId);
  if (toDate) return isoTime(toDate(value)) ?? String(value);
  if (INTEGERS.has(type.typeId)) return plainInteger(value as bigint);
  if (type.typeId === DuckDBTypeId.DECIMAL) return plainDecimal(value, type);
  return JsonDuckDBValueConverter(value, type, converter);
};

/** Null for what ISO 8601 can't say: DuckDB knows an infinite time. */
function isoTime(date: Date): string | null {
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function plainInteger(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function plainDecimal(value: DuckDBValue, type: DuckDBType): number | string {
  const { width } = type as duckdb.DuckDBDecimalType;
  return width <= EXACT_DIGITS ? Number(String(value)) : String(value);
}
