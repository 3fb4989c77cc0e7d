/**
 * Writes what we make of a folder of HTML pages as JSON lines and prints the CPU seconds of one pass: our side of `html-peers.ts`.
 * With weights of a fold (`html-model/train.ts fold`) only its pages are read, by a classifier that never saw them.
 * Usage: node bench/html-rows.ts FOLDER OUT [WEIGHTS FOLD]
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { RECEIVED_AT } from './received-at.ts';

const FOLDS = 5;
const [folder, out, weights, fold] = process.argv.slice(2) as [string, string, string?, string?];
if (weights !== undefined) {
  registerHooks({
    load: (url, context, next) =>
      url.endsWith('/core/decode/html-weights.ts')
        ? { format: 'module-typescript', source: readFileSync(weights), shortCircuit: true }
        : next(url, context),
  });
}
const { isRejection } = await import('../lib/core/decode/rejection.ts');
const { decodeHtml } = await import('../lib/core/decode/text.ts');
const { articleOf } = await import('../lib/core/extract/article.ts');
const { loadModels } = await import('../lib/core/models.ts');
await loadModels(['charset', 'language']);

/** As the trainer counts them. */
const ids = Object.keys(JSON.parse(readFileSync(`${folder}-gold.json`, 'utf8')));
const isChosen = (name: string): boolean =>
  fold === undefined || ids.indexOf(name.replace(/\.html\.gz$/, '')) % FOLDS === Number(fold);
const pages = readdirSync(folder)
  .filter(isChosen)
  .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));

const rows = (): object[] =>
  pages.flatMap(({ name, bytes }) => {
    const decoded = decodeHtml(gunzipSync(bytes))[0]!;
    const article = isRejection(decoded) ? decoded : articleOf(decoded, { key: name, receivedAt: RECEIVED_AT });
    return isRejection(article) ? [] : [{ source_key: name, ...article.metadata, body: article.body }];
  });

const result = rows();
const start = process.cpuUsage();
rows();
const { user, system } = process.cpuUsage(start);
writeFileSync(out, result.map((row) => `${JSON.stringify(row)}\n`).join(''));
console.log(JSON.stringify({ cpuSeconds: (user + system) / 1e6 }));
