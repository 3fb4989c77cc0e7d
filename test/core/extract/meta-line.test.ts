import { describe, expect, it } from 'vitest';
import { agencyOf } from '../../../lib/core/extract/agencies.ts';
import { metaLineOf } from '../../../lib/core/extract/meta-line.ts';
import { personName, personNames } from '../../../lib/core/extract/names.ts';
import { addressOf, dateInFileName, dateInUrl } from '../../../lib/core/extract/url.ts';

describe('metaLineOf', () => {
  it.each([
    ['By Ada Lind and Tom Bergh', { authors: ['Ada Lind', 'Tom Bergh'] }],
    ['Von Ada Lind', { authors: ['Ada Lind'] }],
    ['Ada Lind | 3 May 2024 | 5 min read', { authors: ['Ada Lind'], published: { date: '2024-05-03' } }],
    ['Posted on May 3, 2024 by Ada Lind', { authors: ['Ada Lind'], published: { date: '2024-05-03' } }],
    ['Ada Lind May 3, 2024', { authors: ['Ada Lind'], published: { date: '2024-05-03' } }],
    ['By Ada Lind, Reuters', { authors: ['Ada Lind'], agency: 'Reuters' }],
    ['By Ada Lind | 6 March 2026, 17:20', { authors: ['Ada Lind'], published: { date: '2026-03-06' } }],
    ['By Ada Lind, Staff Writer', { authors: ['Ada Lind'] }],
    ['By Ada Lind, Lakeside University', { authors: ['Ada Lind'] }],
    ['ByAda Lind', { authors: ['Ada Lind'] }],
    ['Ada Lind | Senior Editor | 3 May 2024', { authors: ['Ada Lind'], published: { date: '2024-05-03' } }],
    ['May 3, 2024 by Ada Lind 4 Comments', { authors: ['Ada Lind'], published: { date: '2024-05-03' } }],
    ['May 3, 2024 · 30 min · 6279 words · Ada Lind', { authors: ['Ada Lind'], published: { date: '2024-05-03' } }],
    ['Published 3 May 2024 [Updated 4 May 2024]', { published: { date: '2024-05-03' }, modified: { date: '2024-05-04' } }],
    ['De Ana Ruiz y Luis Vega', { authors: ['Ana Ruiz', 'Luis Vega'] }],
    ['Автор: Анна Лунд', { authors: ['Анна Лунд'] }],
    ['文／海野しおり', { authors: ['海野しおり'] }],
    ['Opinion by Ada Lind', { authors: ['Ada Lind'] }],
    ['Written by Ada LindReviewed by Tom Bergh', { authors: ['Ada Lind'] }],
    ['By Ada Lind, photographs by Tom Bergh', { authors: ['Ada Lind'] }],
    ['By ADA LIND, TOM BERGH and MIA OTT', { authors: ['ADA LIND', 'TOM BERGH', 'MIA OTT'] }],
    ['By Ada Lind, Senior Reporter, and Tom Bergh, Data Editor', { authors: ['Ada Lind', 'Tom Bergh'] }],
    ['By Ada Lind, Digital Content Producer', { authors: ['Ada Lind'] }],
    ['By Ada Lind and The Associated Press', { authors: ['Ada Lind'], agency: 'Associated Press' }],
    ['By Ada Lind and agencies', { authors: ['Ada Lind'] }],
    ['This article was written by Ada Lind.', { authors: ['Ada Lind'] }],
    ['By Ada Lind | Posted - May 3, 2024 at 10:00 a.m.', { authors: ['Ada Lind'], published: { date: '2024-05-03' } }],
    ['Updated - May 03, 2024 10:00 am IST - MARROW BAY', { modified: { date: '2024-05-03' } }],
    ['By Ada Lind, CEO, Ferry Works', { authors: ['Ada Lind'] }],
    ['Stand: 03.05.24', { published: { date: '2024-05-03' } }],
    ['Stand: 03.05.24, 10:02 Uhr', { published: { date: '2024-05-03' } }],
    ['23.05.24 10:02 Uhr', { published: { date: '2024-05-23' } }],
    ['Published: 5/23/24', { published: { date: '2024-05-23' } }],
    ['05/23 — 2024', { published: { date: '2024-05-23' } }],
    ['By Ada Lind, RN, BSN', { authors: ['Ada Lind, RN, BSN'] }],
    ['By Ada Lind, MD*', { authors: ['Ada Lind, MD'] }],
    [
      'By Ada Lind, VMD, DACVB; Tom Bergh, BA, LVT & Mia Ott',
      { authors: ['Ada Lind, VMD, DACVB', 'Tom Bergh, BA, LVT', 'Mia Ott'] },
    ],
    ['By Ada Lind CPP, PSP', { authors: ['Ada Lind CPP, PSP'] }],
    ['By Ada Lind, BBC', { authors: ['Ada Lind'] }],
    ['By ADA LIND and TOM BERGH Associated Press', { authors: ['ADA LIND', 'TOM BERGH'], agency: 'Associated Press' }],
    ['Written by: Ada Lind Ada Lind', { authors: ['Ada Lind'] }],
    ['Authors: Ada Lind and Tom Bergh, harbour wardens', { authors: ['Ada Lind', 'Tom Bergh'] }],
    ['About the Author: Ada', { authors: ['Ada'] }],
    ['Über die Autorin: Ada Lind', { authors: ['Ada Lind'] }],
    ['By Ada Lind - 3/14/24 06:56 AM EST', { authors: ['Ada Lind'], published: { date: '2024-03-14' } }],
    ['칼럼니스트 김철수 kim@example.org', { authors: ['김철수'] }],
    ['記者 王小明／台北報導', { authors: ['王小明'] }],
    ['Von Ada Lind (dpa)', { authors: ['Ada Lind'], agency: 'dpa' }],
    ['By Ada Lind, AFP', { authors: ['Ada Lind'], agency: 'Agence France-Presse' }],
    ['By Ada Lind (@ada_lind)', { authors: ['Ada Lind'] }],
    ['Ein Kommentar von Ada Lind', { authors: ['Ada Lind'] }],
    ['Rédigé par Ada Lind', { authors: ['Ada Lind'] }],
    ['Scritto da Ada Lind', { authors: ['Ada Lind'] }],
    ['Geschreven door Ada Lind', { authors: ['Ada Lind'] }],
    ['Συντάκτης: Άννα Λίντ', { authors: ['Άννα Λίντ'] }],
    ['מאת דנה כהן', { authors: ['דנה כהן'] }],
    ['Tác giả: Nguyễn Văn An', { authors: ['Nguyễn Văn An'] }],
    ['김철수 기자 kim@example.org', { authors: ['김철수'] }],
    ['本报记者 张三', { authors: ['张三'] }],
    ['執筆者：海野しおり', { authors: ['海野しおり'] }],
    ['Updated 10:31 AM EDT, Fri May 3, 2024', { modified: { date: '2024-05-03' } }],
    ['Veröffentlichungsdatum: 3. Mai 2024', { published: { date: '2024-05-03' } }],
    ['Dernière mise à jour le 3 mai 2024', { modified: { date: '2024-05-03' } }],
    ['Última actualización: 3 de mayo de 2024', { modified: { date: '2024-05-03' } }],
    ['Julkaistu 3.5.2024', { published: { date: '2024-05-03' } }],
    ['最終更新日：2024年5月3日', { modified: { date: '2024-05-03' } }],
    ['등록 2024. 5. 3.', { published: { date: '2024-05-03' } }],
    ['2024-05-03#harbour#rowing_boats', { published: { date: '2024-05-03' } }],
    ['By Reuters', { agency: 'Reuters' }],
    ['Teksti: Aino Lind 12.5.2023 0:30 Päivitetty 12.5.2023 8:10', { authors: ['Aino Lind'], published: { date: '2023-05-12' } }],
    ['3 июля 2021, Автор: Анна Линд | Просмотров: 1254', { published: { date: '2021-07-03' }, authors: ['Анна Линд'] }],
    ['Publicerad 2 april 2023 kl 06.30', { published: { date: '2023-04-02', precision: 'minute' } }],
    ['โดย สุดา พงษ์ไทย', { authors: ['สุดา พงษ์ไทย'] }],
    ['เผยแพร่ 9 มีนาคม 2567 เวลา 08:15 น.', { published: { date: '2024-03-09', precision: 'minute' } }],
    ['الكلمات المفتاحية: جسر', { keywords: ['جسر'] }],
    ['Last updated: 3 May 2024', { modified: { date: '2024-05-03' } }],
    ['By', { open: 'byline' }],
    ['À propos de l’auteur', { open: 'byline' }],
    ['Tags: bridge, ferry', { keywords: ['bridge', 'ferry'] }],
    ['URL: https://example.org/a', { url: 'https://example.org/a' }],
  ])('%s', (text, expected) => {
    expect(metaLineOf(text)).toMatchObject(expected);
  });

  it.each([
    'By the time the bridge opened, the ferry had gone',
    'Bystanders cheered',
    'By September',
    '3/14/24',
    'De nieuwe brug gaat open',
    'De l’eau pour tous',
    'Le 3 mai',
    'Photos by Ada Lind',
    'Reviewed by Ada Lind',
    'Von der Leyen reist nach Kiew und trifft den Präsidenten',
    'Ada Lind',
    '2024 was a good year',
    'May 3, 2024 was the day on which the bridge opened',
    'Por qué el puente sigue cerrado',
  ])('%s is text', (text) => {
    expect(metaLineOf(text)).toBeNull();
  });
});

describe('names', () => {
  it('reads people and leaves roles, outlets and words', () => {
    expect(personNames('Ludwig van Beek, Mary O’Neill & J. R. Smith, Ph.D.')).toEqual([
      'Ludwig van Beek',
      'Mary O’Neill',
      'J. R. Smith, Ph.D.',
    ]);
    for (const text of ['Staff Writer', 'News Desk', 'the council', 'Harbourton', '12 People'])
      expect(personName(text)).toBeNull();
    expect(agencyOf('AFP')).toBe('Agence France-Presse');
  });
});

describe('addresses', () => {
  it('drops what tracks and keeps what names', () => {
    expect(addressOf('https://www.example.org/news/a/?id=7&utm_source=x&fbclid=y#top')).toEqual({
      url: 'https://www.example.org/news/a/?id=7&utm_source=x&fbclid=y#top',
      canonicalUrl: 'https://www.example.org/news/a?id=7',
      domain: 'example.org',
    });
    expect(addressOf('https://example.org/a\u0005\u0085b').url).toBe('https://example.org/ab');
    expect(addressOf(`https://example.org/${'a'.repeat(5_000)}`).url).toBeNull();
    expect(addressOf('not a url')).toEqual({ url: 'not a url', canonicalUrl: null, domain: null });
  });

  it('reads a day from a path or a file name', () => {
    expect(dateInUrl('https://example.org/2024/05/03/bridge')).toBe('2024-05-03');
    expect(dateInUrl('https://example.org/2024/55/03/bridge')).toBeNull();
    expect(dateInFileName('in/2024-05-03-bridge-reopens.txt')).toBe('2024-05-03');
    expect(dateInFileName('crawl/2024-05-03.jsonl')).toBeNull();
  });
});
