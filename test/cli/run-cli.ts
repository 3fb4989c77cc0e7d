import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
export const BIN = join(ROOT, 'bin/article-lake.ts');

/** Runs the real command in the repository's folder. */
export function runCli(...args: readonly string[]) {
  return runCliAs({}, ...args);
}

/** The same as another user. */
export function runCliAs(user: { readonly uid?: number; readonly gid?: number }, ...args: readonly string[]) {
  const options = { cwd: ROOT, maxBuffer: 2 ** 28, ...user };
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], options);
  return { status, bytes: stdout, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** What a run printed with --json or as JSON Lines. */
export function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
