import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ofType } from './synthesized.ts';

const runbook = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');
const sections = new Map(
  runbook.split(/^(?=#{2,3} )/m).map((section) => [/^#+ (.*)$/m.exec(section)?.[1]?.trim() ?? '', section]),
);
const alarms = ofType('AWS::CloudWatch::Alarm').map(
  ([, { Properties }]) =>
    /See "(\w+)" in docs\/runbook\.md/.exec(Properties.AlarmDescription)?.[1] ?? Properties.AlarmDescription,
);

test('there are alarms', () => expect(alarms.length).toBeGreaterThan(8));

test.each(alarms)('%s has its section: description, investigation, resolution', (name) => {
  const section = sections.get(name) ?? '';
  for (const part of ['Description', 'Investigation', 'Resolution']) expect(section).toContain(`**${part}.**`);
});

test('every alarm tells somebody', () => {
  for (const [, { Properties }] of ofType('AWS::CloudWatch::Alarm')) expect(Properties.AlarmActions).toHaveLength(1);
});
