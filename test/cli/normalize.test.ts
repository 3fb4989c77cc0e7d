import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { METADATA_COLUMNS } from '../../lib/core/lake/columns.ts';
import { BIN, jsonLines, ROOT, runCli, runCliAs } from './run-cli.ts';

/** Root may read anything. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const canBeNobody = process.platform !== 'win32' && runCliAs(NOBODY, '--version').status === 0;

describe('normalize', () => {
  it('shows a card for reading', () => {
    const { status, stdout } = runCli('normalize', 'seeds/articles/bridge-reopens.txt');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^seeds\/articles\/bridge-reopens\.txt\n/);
    expect(stdout).toMatch(/^ {2}published +2026-03-07, from date_line$/m);
  });

  it('gives a row a document with --jsonl', () => {
    const { status, stdout } = runCli('normalize', '--jsonl', 'seeds/articles/water-meter.json', 'seeds/articles/wire.jsonl');
    const rows = jsonLines(stdout);
    expect(status).toBe(0);
    expect(rows.map((row) => [row.source_key, row.record_index, row.source_record_id])).toEqual([
      ['seeds/articles/water-meter.json', 0, 'lg-20260306-17'],
      ['seeds/articles/wire.jsonl', 0, 'nw-501'],
      ['seeds/articles/wire.jsonl', 1, 'nw-502'],
      ['seeds/articles/wire.jsonl', 3, 'nw-504'],
    ]);
    const others = ['body', 'captions', 'removed', 'raw_sha256'];
    expect(Object.keys(rows[0]!)).toEqual(expect.arrayContaining([...METADATA_COLUMNS.map(({ name }) => name), ...others]));
  });

  it('explains rejected records on stderr, one line each', () => {
    const { status, stdout, stderr } = runCli('normalize', '--jsonl', 'seeds/articles/logo.txt', 'seeds/articles/empty.txt');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^rejected seeds\/articles\/logo\.txt: binary \(decode\): .*PNG/),
      expect.stringMatching(/^rejected seeds\/articles\/empty\.txt: empty \(decode\): /),
      '',
    ]);
  });

  it('gives rejected records as rows with --rejections', () => {
    const { stdout, stderr } = runCli('normalize', '--jsonl', '--rejections', 'seeds/articles/logo.txt');
    expect(stderr).toBe('');
    expect(jsonLines(stdout)).toEqual([
      {
        source_key: 'seeds/articles/logo.txt',
        record_index: 0,
        source_record_id: null,
        raw_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        rejected: { stage: 'decode', reason: 'binary', detail: expect.stringContaining('PNG') },
      },
    ]);
  });

  it.runIf(canBeNobody)('reads on where something may not be read, says so, and fails in the end', () => {
    const folder = mkdtempSync(join(tmpdir(), 'article-lake-normalize-'));
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'locked'));
    for (const name of ['a.txt', 'locked/b.txt', 'm.txt', 'z.txt'])
      writeFileSync(join(folder, name), `The bridge of ${name} is open to all.`);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff])]), 'text');
    truncateSync(join(folder, 'a.txt'), 2 ** 28 + 1);
    for (const name of ['locked', 'm.txt']) chmodSync(join(folder, name), 0);
    const { status, stdout, stderr } = runCliAs(NOBODY, 'normalize', '--jsonl', folder);
    rmSync(folder, { recursive: true });
    expect({ status, keys: jsonLines(stdout).map((row) => row.source_key) }).toEqual({ status: 1, keys: [`${folder}/z.txt`] });
    expect(stderr.trim().split('\n').sort()).toEqual([
      expect.stringMatching(/^failed: .*\/locked\/: .*give this user permission/),
      expect.stringMatching(/^failed: .*\/m\.txt: .*give this user permission/),
      expect.stringMatching(/^failed: .*\/ÿ: .*rename the file/),
      expect.stringMatching(/^rejected .*a\.txt: too_large .*Split it/),
    ]);
  });

  it('reads a folder in the order of its names', () => {
    const keys = jsonLines(runCli('normalize', '--jsonl', '--rejections', 'seeds/articles/').stdout).map((row) => row.source_key);
    expect(keys.length).toBeGreaterThan(30);
    expect(keys).toEqual([...keys].sort());
    expect(keys[0]).toBe('seeds/articles/agency-tail.txt');
  });

  it.skipIf(process.platform === 'win32')('ends quietly when its reader has enough', () => {
    const command = `"${process.execPath}" "${BIN}" normalize --jsonl ${'seeds/articles '.repeat(20)} 2>err.$$ | head -n 1 >/dev/null`;
    const script = `set -o pipefail; cd "$(mktemp -d)"; ln -s "${ROOT}/seeds" seeds; ${command}; status=$?; grep -v ^rejected err.$$; exit $status`;
    const { status, stdout } = spawnSync('bash', ['-c', script]);
    expect({ status, complaints: stdout.toString() }).toEqual({ status: 0, complaints: '' });
  });
});

it('normalize --explain says which dates were refused, and why', () => {
  const folder = mkdtempSync(join(tmpdir(), 'article-lake-normalize-'));
  try {
    const file = join(folder, 'a.json');
    writeFileSync(file, JSON.stringify({ title: 'Bridge to reopen', body: 'The old bridge reopens.', published: '2098-05-03' }));
    expect(runCli('normalize', '--explain', file).stdout).toMatch(/^ {2}- 2098-05-03 \(metadata\): after \d{4}-\d{2}-\d{2}$/m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
