/**
 * The questions of `seeds/queries`, asked of several engines about one lake with fresh, rewritten and compacted files: are the
 * answers equal? Each engine is a program named by an environment variable; those not named are left out:
 * - DELTALAKE_PYTHON: `pip install deltalake pyarrow duckdb pytz`
 * - DUCKDB_PYTHON: `pip install duckdb==1.5.5 duckdb-extensions==1.5.5 duckdb-extension-delta==1.5.5 pytz`
 * - SPARK_PYTHON: `pip install pyspark==4.0.1 delta-spark==4.0.0 sqlglot`; needs Java 17, and takes Delta from Maven
 * - TRINO_JAVA: the `java` of a JDK of version 24 or newer; `mvn` and `tar` on the path take Trino 476, the engine of Athena, from Maven
 *   (its server's archive has 821 MB)
 * `DELTALAKE_PYTHON=… SPARK_PYTHON=… TRINO_JAVA=… node bench/lake-engines.ts`
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { TABLES } from '../lib/core/lake/columns.ts';
import { ddlStatements, type Engine } from '../lib/core/lake/ddl.ts';
import { createView, VIEWS } from '../lib/core/lake/views.ts';
import { askTrino } from './trino-peer.ts';

const ROOT = join(import.meta.dirname, '..');
const CLI = join(ROOT, 'bin/article-lake.ts');

type Ask = (lake: string, home: string) => string | Promise<string>;

const ENGINES: readonly {
  readonly name: string;
  readonly program: string | undefined;
  readonly ask: (program: string) => Ask;
}[] = [
  { name: 'deltalake', program: process.env.DELTALAKE_PYTHON, ask: (python) => askPython(python, 'deltalake', 'duckdb') },
  { name: 'delta_scan', program: process.env.DUCKDB_PYTHON, ask: (python) => askPython(python, 'delta_scan', 'duckdb') },
  { name: 'spark', program: process.env.SPARK_PYTHON, ask: (python) => askPython(python, 'spark', 'spark') },
  {
    name: 'trino',
    program: process.env.TRINO_JAVA,
    ask: (java) => (lake, home) => askTrino(java, relative(home, lake), home, questions()),
  },
];

type Answer = { readonly rows: readonly unknown[] } | { readonly error: string };

const cli = (...args: string[]) =>
  execFileSync(process.execPath, [CLI, ...args], { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 });

/** Holds an article of the seeds, which is contained in it if it comes first. */
const ROUND_UP = 'week-around-the-bay.txt';
const UPDATED = 'lighthouse-keeper.txt';
/** Has a copy, which then repeats nothing. */
const DELETED = 'undated-orchard.txt';

/** Every kind of file: of small commits, rewritten by an update, and merged; and rows for every question. */
function makeLake(home: string): string {
  const [inbox, lake] = [join(home, 'inbox'), join(home, 'lake')];
  mkdirSync(inbox);
  const rest = readdirSync(join(ROOT, 'seeds/articles')).filter((name) => name !== ROUND_UP);
  const names = [ROUND_UP, ...rest.sort()];
  for (const [at, name] of names.entries()) {
    copyFileSync(join(ROOT, 'seeds/articles', name), join(inbox, name));
    if (at % 8 === 7) cli('ingest', inbox, '--lake', lake);
    if (at === Math.floor(names.length / 2)) cli('maintain', '--lake', lake);
  }
  writeFileSync(join(inbox, UPDATED), 'Another text over an old one\n\nIt has a second paragraph.');
  rmSync(join(inbox, DELETED));
  cli('ingest', inbox, '--lake', lake);
  cli('stories', '--lake', lake);
  return lake;
}

function questions(): Record<string, string> {
  const folder = join(ROOT, 'seeds/queries');
  const ready = readdirSync(folder).map((file) => [file.replace('.sql', ''), readySql(join(folder, file))]);
  const counts = TABLES.map(({ name }) => [`count of ${name}`, `SELECT count(*) AS n FROM ${name}`]);
  const shown = VIEWS.map(({ name }) => [`shown by ${name}`, `SELECT document_id, title, body FROM ${name}`]);
  // Every cell of the hot table, nulls included.
  const names = TABLES[0].columns.map(({ name }) => `d.${name}`).join(', ');
  return Object.fromEntries([
    ...counts,
    ...shown,
    ['all documents', `SELECT ${names} FROM documents AS d ORDER BY d.document_id`],
    ...ready,
  ]);
}

/** Without the semicolon, which is not Trino's. */
const readySql = (file: string) => readFileSync(file, 'utf8').trim().replace(/;$/, '');

function askUs(lake: string, sql: string): Answer {
  const lines = cli('sql', sql, '--lake', lake, '--json').split('\n').filter(Boolean);
  return { rows: lines.map((line) => Object.values(JSON.parse(line) as Record<string, unknown>).map(rounded)) };
}

const rounded = (value: unknown): unknown => (typeof value === 'number' ? Math.round(value * 1e9) / 1e9 : value);

function askPython(python: string, name: string, dialect: Engine): Ask {
  return (lake, home) => {
    const location = join(lake, 'lake');
    const job = {
      statements: ddlStatements(dialect, location),
      views: VIEWS.map(createView),
      tables: Object.fromEntries(TABLES.map((table) => [table.name, join(location, table.name)])),
      questions: questions(),
      scratch: join(home, 'scratch'),
    };
    return execFileSync(python, [join(ROOT, 'bench/peers/lake_engines.py'), name], {
      input: JSON.stringify(job),
      cwd: home,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
  };
}

function answersIn(output: string): Record<string, Answer> {
  return JSON.parse(/^ANSWERS (.*)$/m.exec(output)![1]!) as Record<string, Answer>;
}

/** Rows of one sort key come in any order, so the order is left out. */
function verdictOf(ours: Answer, theirs: Answer | undefined): string {
  if (!theirs || 'error' in theirs) return theirs ? `refuses: ${theirs.error}` : 'no answer';
  const sorted = (answer: Answer) => ('rows' in answer ? answer.rows.map((row) => JSON.stringify(row)).sort() : []);
  const [one, other] = [sorted(ours), sorted(theirs)];
  const at = one.findIndex((row, index) => row !== other[index]);
  if (at < 0 && one.length === other.length) return 'equal';
  return `DIFFERS: ${one[at]?.slice(0, 200)} against ${other[at]?.slice(0, 200)}`;
}

if (import.meta.main) {
  const home = mkdtempSync(join(tmpdir(), 'article-lake-'));
  try {
    const lake = makeLake(home);
    const engines = ENGINES.filter(({ program }) => program);
    const answers: Record<string, Answer>[] = [];
    for (const { program, ask } of engines) answers.push(answersIn(await ask(program!)(lake, home)));
    for (const [name, sql] of Object.entries(questions())) {
      const ours = askUs(lake, sql);
      const verdicts = engines.map((engine, at) => `${engine.name} ${verdictOf(ours, answers[at]![name])}`);
      console.log(
        `${name.padEnd(26)} ${'rows' in ours ? String(ours.rows.length).padStart(4) : ''} rows   ${verdicts.join('   ')}`,
      );
    }
  } finally {
    rmSync(home, { recursive: true });
  }
}
