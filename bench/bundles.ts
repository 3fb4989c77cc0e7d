/**
 * Size of each Lambda's bundle, and of the text core alone (from the bytes of an object to articles and fingerprints); what is in it,
 * and how long Node takes to load it: `node bench/bundles.ts [--runs 9]`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { type BundleFile, bundleOf, HANDLERS } from '../test/support/bundle.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '9' } } });
const runs = Number(values.runs);

const PARTS: readonly (readonly [string, RegExp])[] = [
  ['SDK', /node_modules\/@(?:aws-sdk|smithy|aws-crypto|aws\/)/],
  ['Powertools', /node_modules\/(?:@aws-lambda-powertools|aws-xray|@aws-lambda)/],
  ['language and charset models', /node_modules\/(?:eld|jschardet)\//],
  ['Arrow and Parquet', /node_modules\/(?:apache-arrow|flatbuffers|hyparquet)/],
  ['ours', /^(?:lib|lambdas)\//],
];

const kb = (bytes: number) => `${(bytes / 1000).toFixed(0)} KB`;

const eagerOf = (files: readonly BundleFile[]) => files.filter(({ eager }) => eager);
const bytesOf = (files: readonly BundleFile[]) => files.reduce((sum, { code }) => sum + code.length, 0);

function parts(files: readonly BundleFile[]): string {
  const sizes = new Map<string, number>();
  for (const [path, bytes] of files.flatMap(({ inputs }) => [...inputs])) {
    const part = PARTS.find(([, pattern]) => pattern.test(path))?.[0] ?? 'other';
    sizes.set(part, (sizes.get(part) ?? 0) + bytes);
  }
  return [...sizes].map(([part, bytes]) => `${part} ${kb(bytes)}`).join(', ');
}

/** Median of what importing it takes, in a new process each time; the process itself is not counted. */
function loadMs(files: readonly BundleFile[]): { wall: number; cpu: number } {
  const folder = mkdtempSync(join(tmpdir(), 'article-lake-bundle-'));
  for (const { name, code } of files) writeFileSync(join(folder, name), code);
  const script = `const t = performance.now(), c = process.cpuUsage(); await import(${JSON.stringify(join(folder, 'index.mjs'))});
    const { user, system } = process.cpuUsage(c); console.log(JSON.stringify([performance.now() - t, (user + system) / 1000]));`;
  const measured = Array.from({ length: runs }, () => {
    return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })) as [
      number,
      number,
    ];
  });
  rmSync(folder, { recursive: true });
  const median = (at: 0 | 1) => measured.map((pair) => pair[at]).sort((a, b) => a - b)[Math.floor(runs / 2)]!;
  return { wall: median(0), cpu: median(1) };
}

for (const entry of ['lib/core/parser.ts', ...HANDLERS]) {
  const files = bundleOf(entry);
  const eager = eagerOf(files);
  const { wall, cpu } = loadMs(files);
  const packed = eager.reduce((sum, { code }) => sum + gzipSync(code).length, 0);
  const later = bytesOf(files) - bytesOf(eager);
  console.log(
    `${entry.split('/')[1]!.padEnd(8)} ${kb(bytesOf(eager))} (gzip ${kb(packed)}) loads in ${wall.toFixed(0)} ms, ${cpu.toFixed(0)} ms CPU: ${parts(eager)}; ${kb(later)} when needed`,
  );
}
