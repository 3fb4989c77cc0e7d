// A near key as a fingerprint keeps it: the 64-bit hash of a run of words in hexadecimal digits, and behind them its context.
export const HASH_DIGITS = 16;
export const CONTEXT_CHARACTERS = 8;

export const hashOf = (nearKey: string): string => nearKey.slice(0, HASH_DIGITS);
export const contextIn = (nearKey: string): string => nearKey.slice(HASH_DIGITS);
