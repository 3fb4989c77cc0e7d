import { expect, it } from 'vitest';
import { renderMaintenance } from '../../lib/cli/render-maintenance.ts';

it('says a line a step, and what failed', () => {
  const report = {
    settled: 7,
    clustered: 1,
    exported: 9,
    swept: { missed: 2, stale: 3, postingsRemoved: 4, postingsAdded: 5 },
    compacted: { filesRemoved: 6, filesAdded: 2 },
    vacuumed: { dataFiles: 8, logEntries: 10, segments: 11 },
    failures: [{ object: 'inbox', reason: 'It is not there.' }],
  };
  expect(renderMaintenance(report)).toBe(`swept      2 missed, 3 stale, 9 index entries mended
finished   7 documents judged, 1 regrouped, 9 changes written
compacted  6 files into 2
vacuumed   8 data files, 10 log entries, 11 segments
failed: inbox: It is not there.
`);
});
