import { setImmediate } from 'node:timers/promises';

/** A way to break an adapter, and words of a promise that must be found broken. */
export interface Defect<Port> {
  readonly defect: string;
  readonly caughtBy: string;
  /** The methods that the defect changes; `intact` does it right. */
  breaks(intact: Port): Partial<Port>;
}

/** `intact` with some methods replaced. */
export function overlay<Port extends object>(intact: Port, changed: Partial<Port>): Port {
  return new Proxy(intact, {
    get(target, name) {
      const owner: object = name in changed ? changed : target;
      const value: unknown = Reflect.get(owner, name);
      return typeof value === 'function' ? value.bind(owner) : value;
    },
  });
}

/** Lets others run in between. */
export const pause = (): Promise<void> => setImmediate();

export async function* yieldAll<T>(items: Promise<T[]> | T[]): AsyncIterable<T> {
  yield* await items;
}
