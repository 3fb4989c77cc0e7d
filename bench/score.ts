import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the scorer of the labelled data says of rows of JSON, one an article of the set. */
export function scoreOf(data: string, set: string, rows: readonly string[]): string {
  const scratch = mkdtempSync(join(tmpdir(), 'scores-'));
  writeFileSync(join(scratch, set), rows.join('\n'));
  const { stdout, stderr } = spawnSync(process.execPath, [join(data, 'score.mjs'), set, join(scratch, set)], {
    encoding: 'utf8',
  });
  rmSync(scratch, { recursive: true });
  return `${stdout}${stderr}`;
}
