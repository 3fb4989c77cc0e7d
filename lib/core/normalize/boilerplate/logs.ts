/** Most of what is asked for is a small count. */
const LOGS = Float64Array.from({ length: 2 ** 10 }, (_, i) => Math.log1p(i));

/** The logarithm of one more than a number, which counts as none when it is below it. */
export const log = (value: number): number =>
  value >= 0 && value < LOGS.length && Number.isInteger(value) ? LOGS[value]! : Math.log1p(Math.max(0, value));

/** The same with the sign of the number. */
export const signedLog = (value: number): number => Math.sign(value) * log(Math.abs(value));
