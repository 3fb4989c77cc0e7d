/*
 * Objects of known names as lists of their values. Names are only ever added at the end: what was written before one came has the
 * values of those before it.
 */

export function valuesOf<T extends object>(names: readonly (keyof T)[], object: T): unknown[] {
  return names.map((name) => object[name]);
}

export function objectOf<T extends object>(names: readonly (keyof T)[], values: readonly unknown[]): T {
  const object: Partial<Record<keyof T, unknown>> = {};
  for (const [i, name] of names.entries()) if (i < values.length) object[name] = values[i];
  return object as T;
}
