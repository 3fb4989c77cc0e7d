// Writes what a published JavaScript extractor makes of a folder of HTML pages as JSON lines; prints the CPU seconds of one pass.
// Usage: node html-rows.mjs readability|defuddle FOLDER OUT
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';

const [extractor, folder, out] = process.argv.slice(2);
const pages = readdirSync(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));

const BLOCKS = new Set(
  'P DIV SECTION ARTICLE H1 H2 H3 H4 H5 H6 UL OL LI DL DT DD TABLE TR TD TH BLOCKQUOTE PRE FIGURE FIGCAPTION HR BR'.split(' '),
);

// Both give markup, and `textContent` would glue paragraphs together.
function textOf(node) {
  let text = '';
  for (const child of node.childNodes) {
    if (child.nodeType === 3) text += child.data;
    else if (child.nodeType === 1) text += BLOCKS.has(child.tagName) ? `\n\n${textOf(child)}\n\n` : textOf(child);
  }
  return text;
}

const bodyOf = (markup) => textOf(parseHTML(`<html><body>${markup ?? ''}</body></html>`).document.body);

// The day as written; other notations as the platform reads them.
function dayOf(date) {
  if (!date || /^\d{4}-\d{2}-\d{2}/.test(date)) return date?.slice(0, 10) ?? null;
  const read = new Date(date);
  return Number.isNaN(read.getTime())
    ? null
    : new Date(read.getTime() - read.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

const EXTRACTORS = {
  readability(html) {
    const article = new Readability(parseHTML(html).document).parse();
    return {
      title: article?.title,
      authors: article?.byline ?? [],
      published_date: dayOf(article?.publishedTime),
      body: bodyOf(article?.content),
    };
  },
  async defuddle(html) {
    const page = await Defuddle(parseHTML(html).document, undefined, { useAsync: false });
    return { title: page.title, authors: page.author ?? [], published_date: dayOf(page.published), body: bodyOf(page.content) };
  },
};

async function rows() {
  const all = [];
  for (const { name, bytes } of pages) {
    const html = new TextDecoder().decode(name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
    try {
      all.push({ source_key: name, ...(await EXTRACTORS[extractor](html)) });
    } catch (error) {
      console.error(`${name}: ${error.message}`);
    }
  }
  return all;
}

const result = await rows();
const start = process.cpuUsage();
await rows();
const { user, system } = process.cpuUsage(start);
writeFileSync(out, result.map((row) => JSON.stringify(row)).join('\n'));
console.log(JSON.stringify({ cpuSeconds: (user + system) / 1e6 }));
process.exit(0);
