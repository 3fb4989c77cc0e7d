import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { arrowFormat } from '../../lib/core/lake/arrow-format.ts';
import { DOCUMENT_TEXTS } from '../../lib/core/lake/columns.ts';
import { jsonLines, runCli } from '../cli/run-cli.ts';
import { parquetValues } from './parquet-values.ts';

/** What the command says of rows that depends on how often it had to try. */
export const ROWS = `
  SELECT d.* EXCLUDE (revision, text_revision), t.* EXCLUDE (revision, document_id, ingested_date)
  FROM documents d LEFT JOIN document_texts t ON t.document_id = d.document_id AND t.revision = d.text_revision
  ORDER BY d.document_id`;
export const REJECTED = 'SELECT * EXCLUDE (revision) FROM rejections ORDER BY document_id';

/** A folder that articles are put in, and a lake beside it, worked with by the real command. */
export class LakeFolder {
  readonly home = realpathSync(mkdtempSync(join(tmpdir(), 'article-lake-')));
  readonly inbox = join(this.home, 'inbox');
  readonly lake = join(this.home, 'lake');

  constructor() {
    mkdirSync(this.inbox);
  }

  write(name: string, content: string | Uint8Array): void {
    const path = join(this.inbox, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  delete(name: string): void {
    rmSync(join(this.inbox, name));
  }

  run(command: string, ...args: readonly string[]) {
    return runCli(command, ...args, '--lake', this.lake);
  }

  /** Runs a command that must succeed; the object that it prints. */
  report(command: string, ...args: readonly string[]): Record<string, unknown> {
    const { status, stdout, stderr } = this.run(command, ...args, '--json');
    if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
    return jsonLines(stdout)[0]!;
  }

  ingest(): Record<string, unknown> {
    return this.report('ingest', this.inbox);
  }

  query(sql: string): Record<string, unknown>[] {
    const { status, stdout, stderr } = this.run('sql', sql, '--json');
    if (status !== 0) throw new Error(stderr);
    return jsonLines(stdout);
  }

  /** What became of each file: `canonical`, or of what it is a duplicate. */
  verdicts(): Record<string, string> {
    const rows = this.query(`
      SELECT d.source_key || '#' || d.record_index AS name, d.duplicate_kind || ' of ' || o.source_key AS verdict
      FROM documents d LEFT JOIN documents o ON o.document_id = d.duplicate_of ORDER BY 1`);
    return Object.fromEntries(rows.map(({ name, verdict }) => [String(name).replace(/#0$/, ''), String(verdict ?? 'canonical')]));
  }

  idOf(name: string): string {
    return String(this.query(`SELECT document_id FROM documents WHERE source_key = '${name}'`)[0]!.document_id);
  }

  /** Files in the lake's folder, the catalog among them, whose bytes or values hold the text. */
  async filesWith(text: string): Promise<string[]> {
    const names = readdirSync(this.lake, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const holding: string[] = [];
    for (const entry of names) {
      const path = join(entry.parentPath, entry.name);
      if (readFileSync(path).includes(text) || (await valuesOf(path)).includes(text))
        holding.push(path.slice(this.lake.length + 1));
    }
    return holding.sort();
  }

  remove(): void {
    rmSync(this.home, { recursive: true });
  }
}

async function valuesOf(path: string): Promise<string> {
  if (path.endsWith('.parquet')) return parquetValues(path);
  if (!path.endsWith(arrowFormat.extension)) return '';
  return JSON.stringify(await arrowFormat.decode(DOCUMENT_TEXTS, new Uint8Array(readFileSync(path))));
}
