/** Imports point inward: the table below says who may know whom. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

interface Zone {
  /** Folder, with `/` at its end, or a file. */
  readonly folder: string;
  /** Folders whose files it may import; its own always. */
  readonly imports: readonly string[];
  /** Packages and Node modules it may import; absent: any. */
  readonly packages?: readonly string[];
  /** Whether it must give the same answer always and everywhere. */
  readonly pure?: boolean;
}

/** Packages that turn values into values. A new one in the core needs the same proof: no I/O, no clock, no environment. */
const PURE_PACKAGES = [
  'apache-arrow',
  'eld',
  'feedsmith',
  'htmlparser2',
  'hyparquet',
  'hyparquet-writer',
  'hyparquet-writer/src/datapage.js',
  'hyparquet-writer/src/encoding.js',
  'jschardet',
  'node:crypto',
  'node:util',
  'node:zlib',
  'postal-mime',
  'warcio',
];

/** The first zone whose folder holds a file is the file's zone. */
const ZONES: readonly Zone[] = [
  { folder: 'lib/core/', imports: [], packages: PURE_PACKAGES, pure: true },
  { folder: 'lib/ports/', imports: ['lib/core/'], packages: [] },
  { folder: 'lib/pipeline/', imports: ['lib/core/', 'lib/ports/'], packages: ['node:crypto'] },
  { folder: 'lib/adapters/local/', imports: ['lib/core/', 'lib/ports/'] },
  { folder: 'lib/adapters/memory/', imports: ['lib/core/', 'lib/ports/'] },
  { folder: 'lib/adapters/aws/', imports: ['lib/core/', 'lib/ports/'] },
  // The stack and the code that it deploys share data only: names, columns, queries.
  { folder: 'lib/constructs/', imports: ['lib/core/', 'lib/settings.ts'] },
  { folder: 'lib/article-lake-stack.ts', imports: ['lib/constructs/', 'lib/core/', 'lib/settings.ts'] },
  { folder: 'lib/settings.ts', imports: [], packages: [] },
  { folder: 'lib/cli/', imports: ['lib/'] },
  { folder: 'bin/', imports: ['lib/'] },
  {
    folder: 'lambdas/',
    imports: ['lib/pipeline/', 'lib/ports/', 'lib/core/', 'lib/adapters/aws/'],
  },
];

const IMPURE = [
  /\bDate\.now\b/,
  /\bnew Date\(\s*\)/,
  /\bMath\.random\b/,
  /\bprocess\b\s*\./,
  /\bperformance\s*\.\s*now\b/,
  /\brandom(?:Bytes|UUID|Int|FillSync)\b/,
  /\bset(?:Timeout|Interval|Immediate)\b/,
  /\bfetch\s*\(/,
  /\bconsole\s*\./,
  /\bimport\.meta\b/,
];

const IMPORT = /(?:(?<!['"])\bfrom\s*|\bimport\s*\(\s*|^\s*import\s*)(['"])([^'"\n]+)\1/gm;

/** What a source file does that its zone must not. */
function complaintsAbout(path: string, source: string): string[] {
  const zone = ZONES.find(({ folder }) => path.startsWith(folder));
  if (!zone) return [`${path}: no zone holds this file; add its folder to the table`];
  const code = withoutComments(source);
  const imports = [...code.matchAll(IMPORT)].flatMap(([, , target]) => complaintAboutImport(zone, path, target!) ?? []);
  const impurities = zone.pure ? IMPURE.flatMap((pattern) => pattern.exec(code)?.[0] ?? []) : [];
  return [...imports, ...impurities.map((what) => `${path}: ${what} makes the core impure`)];
}

function complaintAboutImport(zone: Zone, path: string, written: string): string | null {
  // A file that its package does not export has to be reached by its path.
  const target = written.replace(/^(?:\.\.\/)+node_modules\//, '');
  if (!target.startsWith('.')) {
    const allowed = !zone.packages || zone.packages.some((name) => target === name || target.startsWith(`${name}/`));
    return allowed ? null : `${path}: ${zone.folder} must not import ${target}`;
  }
  const file = normalize(join(dirname(path), target))
    .split(sep)
    .join('/');
  const allowed = [zone.folder, ...zone.imports].some((folder) => file.startsWith(folder));
  return allowed ? null : `${path}: ${zone.folder} must not import ${file}`;
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** The circles of imports among sources, each as its files in the order of importing. */
function circlesOf(sources: ReadonlyMap<string, string>): string[] {
  const imports = new Map(
    [...sources].map(([path, source]) => {
      const targets = [...withoutComments(source).matchAll(IMPORT)];
      return [path, targets.map(([, , target]) => join(dirname(path), target!).split(sep).join('/'))] as const;
    }),
  );
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) circles.push([...way.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}

describe('architecture', () => {
  const files = globSync('{lib,bin,lambdas}/**/*.ts', { cwd: ROOT }).map((file) => file.split(sep).join('/'));

  it('finds the source files', () => {
    expect(files).toContain('lib/core/model.ts');
    expect(files).toContain('bin/article-lake.ts');
  });

  it('keeps every file to its zone', () => {
    expect(files.flatMap((file) => complaintsAbout(file, read(file)))).toEqual([]);
  });

  it('has no circle of imports', () => {
    expect(circlesOf(new Map(files.map((file) => [file, read(file)])))).toEqual([]);
  });

  it('keeps files to a size that fits in the head', () => {
    expect(files.filter((file) => read(file).split('\n').length > 251)).toEqual([]);
  });
});

describe('the architecture test itself', () => {
  it.each(["export { a } from '../a.ts';", "const a = await import('../a.ts');"])(
    'finds a circle of imports closed by %s',
    (last) => {
      const sources = new Map([
        ['lib/a.ts', "import type { B } from './b.ts';"],
        ['lib/b.ts', "import { c } from './c/c.ts';"],
        ['lib/c/c.ts', last],
      ]);
      expect(circlesOf(sources)).toEqual(['lib/a.ts → lib/b.ts → lib/c/c.ts → lib/a.ts']);
    },
  );

  it.each([
    ['lib/core/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['lib/core/a.ts', "import type { Ports } from '../ports/ports.ts';"],
    ['lib/core/a.ts', 'export {\n  openLocal,\n} from "../adapters/local/open-local.ts";'],
    ['lib/core/a.ts', "import 'commander';"],
    ['lib/core/a.ts', "import { parse } from '../../node_modules/commander/lib/parse.js';"],
    ['lib/core/a.ts', "const late = await import('node:os');"],
    ['lib/core/a.ts', 'const now = Date.now();'],
    ['lib/core/a.ts', 'const now = new Date();'],
    ['lib/core/a.ts', 'const dice = Math.random();'],
    ['lib/core/a.ts', 'const home = process.env.HOME;'],
    ['lib/ports/a.ts', "import { ingest } from '../pipeline/ingest.ts';"],
    ['lib/pipeline/a.ts', "import { openLocal } from '../adapters/local/open-local.ts';"],
    ['lib/adapters/local/a.ts', "import { freeze } from '../memory/freeze.ts';"],
    ['lib/adapters/local/a.ts', "import { ingest } from '../../pipeline/ingest.ts';"],
    ['lib/cli/a.ts', "import { handler } from '../../lambdas/ingest/handler.ts';"],
    ['lambdas/ingest/handler.ts', "import { openLocal } from '../../lib/adapters/local/open-local.ts';"],
    ['lib/constructs/a.ts', "import { openAws } from '../adapters/aws/open-aws.ts';"],
    ['lib/constructs/a.ts', "import { sweep } from '../pipeline/sweep.ts';"],
    ['lib/novelty/a.ts', ''],
  ])('%s: complains about %s', (path, source) => {
    expect(complaintsAbout(path, source)).toHaveLength(1);
  });

  it.each([
    ['lib/core/a.ts', "/** Never Date.now() here. */\nimport { hash } from 'node:crypto';\nimport { b } from './b/c.ts';"],
    ['lib/core/a.ts', "import { dictionary } from '../../node_modules/eld/src/dictionary.js';"],
    ['lib/core/a.ts', '// process.env is not for us\nconst at = new Date(0);'],
    ['lib/core/a.ts', "const sender = headers.get('from') ?? 'nobody';"],
    ['lib/pipeline/a.ts', "import { x } from '../core/model.ts';\nimport type { Ports } from '../ports/ports.ts';"],
    ['lib/cli/a.ts', "import { openLocal } from '../adapters/local/open-local.ts';\nimport 'commander';"],
  ])('%s: is content with %s', (path, source) => {
    expect(complaintsAbout(path, source)).toEqual([]);
  });
});
