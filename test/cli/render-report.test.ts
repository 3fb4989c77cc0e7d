import { describe, expect, it } from 'vitest';
import { renderReport } from '../../lib/cli/render-report.ts';
import type { RunReport } from '../../lib/pipeline/run-report.ts';

const QUIET: RunReport = {
  objects: { seen: 1, changed: 0, unchanged: 1, failed: 0 },
  documents: 0,
  live: { canonical: 0, exactDuplicates: 0, nearDuplicates: 0 },
  containedIn: 0,
  rejected: {},
  deleted: 0,
  repaired: { documents: 0, spots: 0 },
  datedBy: {},
  undated: 0,
  filesWritten: 0,
  failures: [],
};

describe('renderReport', () => {
  it('says little when little happened', () => {
    expect(renderReport(QUIET)).toBe(
      '1 object: 0 read, 1 unchanged, 0 failed\n0 new or changed documents\n0 Parquet files added to the lake\n',
    );
  });

  it('counts what was found', () => {
    const report = renderReport({
      ...QUIET,
      documents: 9,
      live: { canonical: 4, exactDuplicates: 1, nearDuplicates: 1 },
      containedIn: 1,
      rejected: { 'decode: empty': 2, 'decode: binary': 1 },
      repaired: { documents: 1, spots: 3 },
      datedBy: { date_line: 5 },
      undated: 1,
    });
    expect(report).toContain('9 new or changed documents: 4 articles, 1 exact duplicate, 1 near duplicate, 3 rejected\n');
    expect(report).toContain('  rejected for  decode: empty 2, decode: binary 1\n');
    expect(report).toContain('  dated by      date_line 5; undated 1\n');
    expect(report).toContain('  repaired      3 damaged spots in 1 document\n');
  });

  it('names the first failures, on one line each, and what to do', () => {
    const failures = Array.from({ length: 12 }, (_, index) => ({ object: `a${index}\n.txt`, reason: 'busy' }));
    const lines = renderReport({ ...QUIET, failures }).split('\n');
    expect(lines).toContain('failed: a9 .txt: busy');
    expect(lines.slice(-4)).toEqual([
      'failed: a9 .txt: busy',
      'and 2 more failures (--json lists them all)',
      'Run the same command again to retry what failed.',
      '',
    ]);
  });
});
