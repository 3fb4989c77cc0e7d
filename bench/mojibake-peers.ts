/**
 * Compares our repair of encodings with ftfy's, in the same run: on the labelled data beside the repository (`../shared/data/mojibake`) and
 * on the cases that ftfy publishes with its source (`tests/test_cases.json`; those that it expects itself to pass).
 *
 * Of ftfy's cases the encoding is compared (`fixed-encoding`, else `fixed`): unlike its `fix_text` we keep curly quotes, ligatures of other
 * scripts and full width. Those that come out otherwise are listed.
 *
 * The peer is not installed with the project:
 *   python3 -m venv /tmp/text-peers && /tmp/text-peers/bin/pip install -r bench/peers/requirements.txt
 *   /tmp/text-peers/bin/pip download --no-deps --no-binary :all: -d /tmp ftfy==6.3.1 && tar xzf /tmp/ftfy-6.3.1.tar.gz -C /tmp
 * Usage: PEERS_PYTHON=/tmp/text-peers/bin/python node bench/mojibake-peers.ts [/tmp/ftfy-6.3.1/tests/test_cases.json]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repairMojibake } from '../lib/core/normalize/mojibake.ts';
import { readJsonLines } from './json-lines.ts';

const data = join(import.meta.dirname, '../../shared/data');
const python = process.env.PEERS_PYTHON ?? 'python3';
const SETS = ['spot', 'whole', 'negative'];

interface Case {
  readonly label: string;
  readonly expect: 'pass' | 'fail';
  readonly original: string;
  readonly fixed: string;
  readonly 'fixed-encoding'?: string;
}

const ours = (texts: readonly string[]): string[] => texts.map((text) => repairMojibake(text).text);

function ftfy(texts: readonly string[]): string[] {
  const script = join(import.meta.dirname, 'peers/mojibake.py');
  const { status, stdout, stderr } = spawnSync(python, [script], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${python} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

const SYSTEMS = { ours, ftfy };
const table: Record<string, Record<string, string>> = { ours: {}, ftfy: {} };

/** The scorer's figure, which takes all styles of quotes for the same. */
function measureSet(set: string, scratch: string): void {
  const path = join(data, 'mojibake', `${set}.jsonl`);
  const rows = readJsonLines<{ id: string; input: string }>(path);
  for (const [name, repair] of Object.entries(SYSTEMS)) {
    const texts = repair(rows.map(({ input }) => input));
    const out = join(scratch, 'rows.jsonl');
    writeFileSync(out, rows.map(({ id }, i) => JSON.stringify({ id, text: texts[i] })).join('\n'));
    const { stdout } = spawnSync(process.execPath, [join(data, 'score.mjs'), 'mojibake', path, out], { encoding: 'utf8' });
    table[name]![set] = stdout.trim();
  }
}

function measureCases(path: string): void {
  const cases = (JSON.parse(readFileSync(path, 'utf8')) as Case[]).filter(({ expect }) => expect === 'pass');
  for (const [name, repair] of Object.entries(SYSTEMS)) {
    const texts = repair(cases.map(({ original }) => original));
    const wrong = cases.filter((each, i) => texts[i] !== (each['fixed-encoding'] ?? each.fixed));
    table[name]!["ftfy's cases"] = `${cases.length - wrong.length} of ${cases.length}`;
    for (const { label } of wrong) console.log(`${name} otherwise: ${label}`);
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'mojibake-peers-'));
if (existsSync(data)) for (const set of SETS) measureSet(set, scratch);
else console.log('The development data is not there.');
const cases = process.argv[2];
if (cases !== undefined) measureCases(cases);
console.table(table);
rmSync(scratch, { recursive: true });
