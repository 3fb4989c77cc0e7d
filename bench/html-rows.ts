/**
 * Writes what we make of a folder of HTML pages as JSON lines and prints the CPU seconds of one pass: our side of `html-peers.ts`.
 * Usage: node bench/html-rows.ts FOLDER OUT
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRejection } from '../lib/core/decode/rejection.ts';
import { decodeHtml } from '../lib/core/decode/text.ts';
import { articleOf } from '../lib/core/extract/article.ts';
import { loadModels } from '../lib/core/models.ts';

await loadModels(['charset', 'language']);
const [folder, out] = process.argv.slice(2) as [string, string];
const pages = readdirSync(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));

const rows = (): object[] =>
  pages.flatMap(({ name, bytes }) => {
    const decoded = decodeHtml(bytes)[0]!;
    const article = isRejection(decoded) ? decoded : articleOf(decoded, name);
    return isRejection(article) ? [] : [{ source_key: name, ...article.metadata, body: article.body }];
  });

const result = rows();
const start = process.cpuUsage();
rows();
const { user, system } = process.cpuUsage(start);
writeFileSync(out, result.map((row) => JSON.stringify(row)).join('\n'));
console.log(JSON.stringify({ cpuSeconds: (user + system) / 1e6 }));
