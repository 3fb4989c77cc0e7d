import { describe, expect, it } from 'vitest';
import { decodeObject, isRejection } from '../../../lib/core/decode/decode.ts';
import { articleOf } from '../../../lib/core/extract/article.ts';
import { loadModels } from '../../../lib/core/models.ts';
import { originOf } from '../../support/origin.ts';

await loadModels(['charset', 'language']);

async function flagsOf(text: string, name = 'page.txt'): Promise<readonly string[]> {
  const record = (await decodeObject(name, Buffer.from(text)))[0]!;
  if (isRejection(record)) throw new Error(record.detail);
  const article = articleOf(record, originOf(name));
  if (isRejection(article)) throw new Error(article.detail);
  return article.metadata.quality_flags;
}

const HEADER = 'Cannery becomes a market hall\n\nBy Ada Lind | 6 March 2026\n\n';
const sentence = (i: number) =>
  `The council of Marrow Bay heard speaker number ${i} on the plan for the old cannery, and asked ${i} questions.`;
const sentences = (count: number) => Array.from({ length: count }, (_, i) => sentence(i)).join('\n\n');

describe('quality flags', () => {
  it('has none for an article', async () => {
    expect(await flagsOf(HEADER + sentences(12))).toEqual([]);
  });

  it.each([
    'This article is for subscribers only.',
    'Subscribe to continue reading',
    'Dieser Artikel ist nur für Abonnenten lesbar.',
    'Article réservé aux abonnés',
    'Contenido exclusivo para suscriptores',
    'この記事は有料記事です。残り300文字',
  ])('paywall_stub: the beginning of a text, and `%s`', async (notice) => {
    expect(await flagsOf(`${HEADER + sentences(4)}\n\n${notice}`)).toContain('paywall_stub');
  });

  it('no paywall_stub: whom the whole text is shown', async () => {
    expect(await flagsOf(`${HEADER + sentences(20)}\n\nThis article is for subscribers only.`)).toEqual([]);
    expect(await flagsOf(HEADER + sentences(4))).toEqual([]);
    expect(await flagsOf(`${HEADER + sentences(4)}\n\n${'The mayor said that this article is for subscribers only.'}`)).toEqual(
      [],
    );
  });

  it.each([false, 'False'])('paywall_stub: structured data says that it is not free (%j)', async (isAccessibleForFree) => {
    const record = { headline: 'Cannery becomes a market hall', articleBody: sentences(4), datePublished: '2026-03-06' };
    expect(await flagsOf(JSON.stringify({ ...record, isAccessibleForFree }), 'a.json')).toEqual(['paywall_stub']);
    expect(await flagsOf(JSON.stringify({ ...record, isAccessibleForFree: true }), 'a.json')).toEqual([]);
  });

  it('list_page: hardly any running text', async () => {
    const links = (count: number) =>
      Array.from({ length: count }, (_, i) => `Ferry timetable of route ${i} to the islands`).join('\n\n');
    const page = (count: number) => JSON.stringify({ headline: 'Timetables', articleBody: `${sentences(2)}\n\n${links(count)}` });
    expect(await flagsOf(page(20), 'a.json')).toContain('list_page');
    expect(await flagsOf(page(6), 'a.json')).not.toContain('list_page');
  });

  it('repeated_body: the text stands there twice', async () => {
    expect(await flagsOf(`${HEADER + sentences(6)}\n\n${sentences(6)}`)).toEqual(['repeated_body']);
    expect(await flagsOf(`${HEADER + sentences(12)}\n\n${sentences(1)}`)).toEqual([]);
  });
});
