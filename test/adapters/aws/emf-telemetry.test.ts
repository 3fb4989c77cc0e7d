import { afterEach, expect, test, vi } from 'vitest';
import { EmfTelemetry } from '../../../lib/adapters/aws/emf-telemetry.ts';

afterEach(() => vi.restoreAllMocks());

function setUp() {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(...String(text).split('\n').filter(Boolean));
    return true;
  });
  return { telemetry: new EmfTelemetry('ingest'), lines };
}

test('writes sums in the embedded metric format, once', () => {
  const { telemetry, lines } = setUp();
  telemetry.count('forced', 2);
  telemetry.count('forced');
  telemetry.publish();
  telemetry.publish();
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toEqual({
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [{ Namespace: 'ArticleLake', Dimensions: [['service']], Metrics: [{ Name: 'forced', Unit: 'Count' }] }],
    },
    service: 'ingest',
    forced: 3,
  });
});

test('puts no more metrics in a line than CloudWatch takes', () => {
  const { telemetry, lines } = setUp();
  for (let metric = 0; metric < 250; metric++) telemetry.count(`m${metric}`);
  telemetry.publish();
  const sizes = lines.map((line) => JSON.parse(line)._aws.CloudWatchMetrics[0].Metrics.length);
  expect(sizes).toEqual([100, 100, 50]);
});

test('a warning is one line, whatever its values hold, and is counted', () => {
  const { telemetry, lines } = setUp();
  telemetry.warn('text_missing', { path: 'a\n{"level":"INFO"}', row: 3 });
  telemetry.publish();
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'WARN', message: 'text_missing', detail: { row: 3 } });
  expect(JSON.parse(lines[1]!)).toMatchObject({ 'warning.text_missing': 1 });
});
