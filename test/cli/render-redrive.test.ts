import { expect, test } from 'vitest';
import { renderRedrive } from '../../lib/cli/render-redrive.ts';
import type { CauseReport } from '../../lib/pipeline/redrive.ts';

const denied: CauseReport = {
  cause: 'TransientError: Reading … failed: AccessDenied',
  found: 12,
  sentBack: 0,
  withoutQueue: 0,
  oldest: Date.UTC(2026, 2, 4, 5, 6, 7),
  example: 's3://landing/a\u001b[2Jb.txt',
};

test('shows each cause with its number, its age and an example that can’t steer the terminal', () => {
  expect(renderRedrive({ causes: [denied], more: false }, { asked: false, dryRun: false })).toBe(
    `     12  TransientError: Reading … failed: AccessDenied
         since 2026-03-04T05:06Z, such as s3://landing/a\ufffd[2Jb.txt
     12  dead letters
Mend the cause, then send them back with --cause TEXT, or all with --all.
`,
  );
});

test.each([
  [false, '      5  sent back\n'],
  [true, '      5  would be sent back\n'],
])('says what was done (dry run: %s)', (dryRun, end) => {
  const causes = [{ ...denied, sentBack: 5 }];
  expect(renderRedrive({ causes, more: false }, { asked: true, dryRun })).toMatch(new RegExp(`${end}$`));
});

test('says who brings back a part of the stream, and when there are more', () => {
  const text = renderRedrive({ causes: [{ ...denied, withoutQueue: 12 }], more: true }, { asked: true, dryRun: false });
  expect(text).toContain('there are more: run it again');
  expect(text).toContain('run the sweep function');
});

test('says when there are none', () => {
  expect(renderRedrive({ causes: [], more: false }, { asked: true, dryRun: false })).toBe('No dead letters.\n');
});
