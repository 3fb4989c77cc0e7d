import {
  type DuckDBDecimalType,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  type DuckDBValueConverter,
  JsonDuckDBValueConverter,
} from '@duckdb/node-api';

type Json = ReturnType<typeof JsonDuckDBValueConverter>;

/** Digits that a double holds exactly. */
const EXACT_DIGITS = 15;

const TIMES = new Set([
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_TZ,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
]);

const INTEGERS = new Set([DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT, DuckDBTypeId.UHUGEINT]);

/** DuckDB's values as plain JSON: times in ISO 8601, numbers as numbers where they stay exact. Nested values too. */
export const plainValue: DuckDBValueConverter<Json> = (value, type, converter) => {
  if (value === null) return null;
  if (TIMES.has(type.typeId)) return isoTime(value);
  if (INTEGERS.has(type.typeId)) return plainInteger(value as bigint);
  if (type.typeId === DuckDBTypeId.DECIMAL) return plainDecimal(value, type);
  return JsonDuckDBValueConverter(value, type, converter);
};

/** Infinity and years that ISO 8601 can't say stay as DuckDB writes them. */
function isoTime(value: DuckDBValue): string {
  // A time with zone is an instant; the library would write it in the zone of the process.
  const text = String(value instanceof DuckDBTimestampTZValue ? new DuckDBTimestampValue(value.micros) : value);
  const time = new Date(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(time.getTime()) ? text : time.toISOString();
}

function plainInteger(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function plainDecimal(value: DuckDBValue, type: DuckDBType): number | string {
  const { width } = type as DuckDBDecimalType;
  return width <= EXACT_DIGITS ? Number(String(value)) : String(value);
}
