/** The parts of the documentation that are made from the code: real output of the README's commands, and the columns. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TABLES } from '../../lib/core/lake/columns.ts';
import { columnsMarkdown } from '../../lib/core/lake/columns-markdown.ts';

const ROOT = join(import.meta.dirname, '../..');

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Each page as the code would have it now. */
export function documentation(): Map<string, string> {
  return new Map([
    ['README.md', withRealOutput(read('README.md'))],
    ['docs/columns.md', withColumns(read('docs/columns.md'))],
    ['docs/decisions/README.md', withDecisions(read('docs/decisions/README.md'))],
  ]);
}

/**
 * Runs the commands of every `console` block, one after the other, in a copy of the project: as in a fresh clone all its files
 * are of one day, on which the number of written files depends.
 */
function withRealOutput(page: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'article-lake-readme-'));
  for (const path of ['bin', 'lib', 'seeds', 'package.json']) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  try {
    return page.replace(/```console\n(.*?)```/gs, (_, block: string) => {
      const commands = block.split('\n').filter((line) => line.startsWith('$ '));
      return `\`\`\`console\n${commands.map((command) => `${command}\n${outputOf(command.slice(2), folder)}`).join('\n')}\`\`\``;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function outputOf(command: string, folder: string): string {
  const shell = command.replace(/^npm start\b/, '"$NODE" "$CLI" demo').replace(/^npm run -s article-lake --/, '"$NODE" "$CLI"');
  const env = { ...process.env, NODE: process.execPath, CLI: join(folder, 'bin/article-lake.ts'), COLUMNS: '' };
  return execFileSync('bash', ['-c', shell], { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function withColumns(page: string): string {
  return `${page.slice(0, page.indexOf('\n## '))}\n${columnsMarkdown(TABLES)}\n`;
}

/** A line a decision, by its number. */
function withDecisions(page: string): string {
  const names = readdirSync(join(ROOT, 'docs/decisions')).filter((name) => /^\d{4}-/.test(name));
  const lines = names.sort().map((name) => {
    const [, number, title] = /^# (\d+)\. (.+)$/m.exec(read(`docs/decisions/${name}`))!;
    return `| ${number} | [${title}](${name}) |\n`;
  });
  return `${page.slice(0, page.indexOf('\n|'))}\n| | |\n|---|---|\n${lines.join('')}`;
}
