import { describe, test } from 'vitest';

/** What a port promises, as a sentence, and the check that an adapter keeps it. */
export interface Promised<Subject> {
  readonly promise: string;
  /** Throws when the promise is broken. The subject is new and empty. */
  readonly check: (subject: Subject) => Promise<void>;
}

export interface Opened<Subject> {
  readonly subject: Subject;
  close(): Promise<void> | void;
}

export type Open<Subject> = () => Promise<Opened<Subject>>;

/** A contract is a list, so that a test can also run it against an adapter that is broken on purpose. */
export type Contract<Subject> = readonly Promised<Subject>[];

/** Makes each promise a test of the adapter that `open` opens. */
export function describeContract<Subject>(name: string, contract: Contract<Subject>, open: Open<Subject>): void {
  describe(name, () => {
    test.each(contract)('$promise', ({ check }) => checkPromise(check, open));
  });
}

/** The promises that the adapter breaks. */
export async function brokenPromises<Subject>(contract: Contract<Subject>, open: Open<Subject>): Promise<string[]> {
  const broken: string[] = [];
  for (const { promise, check } of contract) {
    await checkPromise(check, open).catch(() => broken.push(promise));
  }
  return broken;
}

async function checkPromise<Subject>(check: Promised<Subject>['check'], open: Open<Subject>): Promise<void> {
  const { subject, close } = await open();
  try {
    await check(subject);
  } finally {
    await close();
  }
}

/** Everything that an iteration yields. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(items);
}

/** Tries to change a value that came from a store or went into it; frozen ones refuse, which is as good. */
export function vandalize(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
