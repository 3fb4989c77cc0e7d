/**
 * Size of the text core (from the bytes of an object to articles and fingerprints: `lib/core/parser.ts`), bundled and minified as the
 * Lambdas are, and what it holds. What waits until a document needs it is listed apart. Usage: node bench/core-bundle.ts
 */
import { gzipSync } from 'node:zlib';
import { type BundleFile, bundleOf } from '../test/support/bundle.ts';

const CORE = 'lib/core/parser.ts';

/** The folder of our own code, or the package. */
const partOf = (path: string): string =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? `${/^lib\/core\/([^/]+)\//.exec(path)?.[1] ?? 'the rest'} (ours)`;

function partsOf(files: readonly BundleFile[]): [part: string, bytes: number][] {
  const sizes = new Map<string, number>();
  for (const [path, bytes] of files.flatMap(({ inputs }) => [...inputs])) {
    sizes.set(partOf(path), (sizes.get(partOf(path)) ?? 0) + bytes);
  }
  return [...sizes].sort(([, a], [, b]) => b - a);
}

const kb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;

const files = bundleOf(CORE);
for (const [name, chosen] of Object.entries({
  'loaded at once': files.filter(({ eager }) => eager),
  'loaded when needed': files.filter(({ eager }) => !eager),
})) {
  const bytes = chosen.reduce((sum, { code }) => sum + code.length, 0);
  const packed = chosen.reduce((sum, { code }) => sum + gzipSync(code).length, 0);
  console.log(`${name}: ${kb(bytes)} (gzip ${kb(packed)})`);
  for (const [part, size] of partsOf(chosen)) console.log(`  ${kb(size).padStart(10)} ${part}`);
}
