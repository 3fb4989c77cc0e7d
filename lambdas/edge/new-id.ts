import { randomUUID } from 'node:crypto';

/** Names of files, segments and attempts to commit: no two invocations may give the same. */
export const newId = (): string => randomUUID();
