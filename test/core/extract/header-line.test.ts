import { describe, expect, it } from 'vitest';
import { headerLineOf } from '../../../lib/core/extract/header-line.ts';

const read = (line: string) => {
  const meta = headerLineOf(line, 'unknown');
  return meta && [meta.authors?.join(' & ') ?? null, meta.published?.date ?? null, meta.modified?.date ?? null];
};

describe('a line near the headline', () => {
  it.each([
    ['By Ada Lind View all posts', 'Ada Lind', null, null],
    ['Written By: Ada Lind Executive Food Editor and Cook', 'Ada Lind', null, null],
    ['By Ada LindMarch 4, 202412 Mins Read', 'Ada Lind', '2024-03-04', null],
    ['Ada Lind 04 Mar 2024 Kitchen Tests 7 Comments', 'Ada Lind', '2024-03-04', null],
    ['3 · by Ada Lind · Updated on 8 March 2024', 'Ada Lind', null, '2024-03-08'],
    ['Essay - Published: 2024.03.04 | boats | harbours |', null, '2024-03-04', null],
    ['March 4, 2024 | Food & Drink', null, '2024-03-04', null],
    ['Contributor, Marrow Bay Mar 4, 2024', null, '2024-03-04', null],
    ['Ada Lind and Tom Bergh | Guest Columnists', 'Ada Lind & Tom Bergh', null, null],
    ['By the Cannery Team 2–3 minutes', 'the Cannery Team', null, null],
    ['March 4, 2024 39', null, '2024-03-04', null],
    ['Fish, Bread, Recipes and Walks Last updated on March 4, 2024 by Ada Lind', 'Ada Lind', null, '2024-03-04'],
    ['Posted by Ada Lind on March 4, 2024 in the old cannery and around it.', 'Ada Lind', '2024-03-04', null],
    ['Mar. 4, 2024 · Ada Lind on behalf of the Harbour Friends of the Bay', 'Ada Lind', '2024-03-04', null],
    ['March 4, 2024 By Ada Lind In', 'Ada Lind', '2024-03-04', null],
    ['03/24/2024 • Friday Philosophy • Ada Lind', 'Ada Lind', '2024-03-24', null],
    ['2024-03-04#harbour#bread', null, '2024-03-04', null],
    ['by ada_l', 'ada_l', null, null],
    ['From ADA LIND in Osthaven', 'ADA LIND', null, null],
    ['Author: Ada Lind March 4, 2024', 'Ada Lind', '2024-03-04', null],
    ['By Dr Ada Lind and Professor Tom Roe', 'Dr Ada Lind & Professor Tom Roe', null, null],
    ['By Ada Lind Science reporter, The Tide', 'Ada Lind', null, null],
    ['By Ada Lind, Tide News, Osthaven', 'Ada Lind', null, null],
    ['Guest opinion by Ada Lind', 'Ada Lind', null, null],
    ['By Ada Lind For The Harbor Post', 'Ada Lind', null, null],
    ['Text and photos by Ada Lind', 'Ada Lind', null, null],
    ['Ada Lind, Associated Press', 'Ada Lind', null, null],
    ['Ada Lind and AFP', 'Ada Lind', null, null],
    ['By Ada Lind, TIDE TODAY', 'Ada Lind', null, null],
    ['王小明 記者', '王小明', null, null],
    ['Laporan: Ada Lind', 'Ada Lind', null, null],
    ['NewsAda LindNews Reporter', 'Ada Lind', null, null],
    ['March 4, 20249:32 PM UTCUpdated 3 hours ago', null, '2024-03-04', null],
    ['Osthaven, Updated At : 06:45 PM Mar 4, 2024 IST', null, null, '2024-03-04'],
    ['March 4, 2024 04:30 PM Eastern Standard Time', null, '2024-03-04', null],
    ['March 4, 2024 at 5 p.m.', null, '2024-03-04', null],
    ['4 mars 2024 à 10 h 12', null, '2024-03-04', null],
    ['4 de marzo de 2024, 10:12 a. m.', null, '2024-03-04', null],
    ['Ada Lind, Harbour Reporter | March 4, 2024', 'Ada Lind', '2024-03-04', null],
    ['Ada LindContributor', 'Ada Lind', null, null],
    ['Ada Lind Last updated: March 4, 2024', 'Ada Lind', null, '2024-03-04'],
    ['Ada Lind Follow 5 min read · March 4, 2024', 'Ada Lind', '2024-03-04', null],
    ['Ada Lind -March 4, 2024', 'Ada Lind', '2024-03-04', null],
    ['By Ada Lind BBC News, Marrow Bay', 'Ada Lind', null, null],
    ['March 4, 20245 min read', null, '2024-03-04', null],
    ['March 4, 2024 By Ada Lind Leave a Comment', 'Ada Lind', '2024-03-04', null],
    ['March 4, 2024 by Ada Lind in Harbour News, Boats and Walks with 12 Comments', 'Ada Lind', '2024-03-04', null],
    ['Mar 4, 2024 Ada Lind 5 min read', 'Ada Lind', '2024-03-04', null],
    ['March 4, 2024 by Ada 4 Comments', 'Ada', '2024-03-04', null],
    ['March 4, 2024 Posted by Ada Lind Boats, Harbour 0 thoughts on “How to moor a boat”', 'Ada Lind', '2024-03-04', null],
    ['Ada Lind | March 4, 2024 | Harbour, Boats, Rowing and Sailing in the Bay | No Comments', 'Ada Lind', '2024-03-04', null],
    ['Blog | By Ada Lind, Marketing Manager | March 4, 2024 | 5 min read', 'Ada Lind', '2024-03-04', null],
    ['Date: March 4, 2024 Author: Ada Lind Category: Boats', 'Ada Lind', '2024-03-04', null],
    ['Written by Ada Lind · Reviewed by Tom Bergh · Updated March 4, 2024', 'Ada Lind', null, '2024-03-04'],
    ['Words by Ada Lind, photography by Tom Bergh | 4 March 2024', 'Ada Lind', '2024-03-04', null],
    ['By Harbour Staff', 'Harbour Staff', null, null],
    ['2024-03-0414 min readWritten by Ada Lind', 'Ada Lind', '2024-03-04', null],
    ['By HARBOUR STAFF', 'HARBOUR STAFF', null, null],
    ['Par La Rédaction', 'La Rédaction', null, null],
    ['Byline: Ada Lind', 'Ada Lind', null, null],
    ['Submitted by Ada Lind', 'Ada Lind', null, null],
    ['Von unserer Korrespondentin Ada Lind, Osthafen', 'Ada Lind', null, null],
    ['Kirjoittanut Ada Lind', 'Ada Lind', null, null],
    ['Bởi Nguyễn Văn An', 'Nguyễn Văn An', null, null],
    ['द्वारा: राम कुमार', 'राम कुमार', null, null],
    ['Muhabir: Ahmet Yılmaz', 'Ahmet Yılmaz', null, null],
    ['March 4th, 2024 by MBY', 'MBY', '2024-03-04', null],
    ['By Ada LindqvistPublished: Mar 4, 2024', 'Ada Lindqvist', '2024-03-04', null],
    ['Ada Lind 24/03/2024 2 comentários Barcos, Pontes e Portos', 'Ada Lind', '2024-03-24', null],
    ['Posted by AdaL on Monday March 4, 2024 @08:00PM from the boats-and-bridges dept.', 'AdaL', '2024-03-04', null],
  ])('%s', (line, authors, published, modified) => {
    expect(read(line)).toEqual([authors, published, modified]);
  });

  it.each([
    'By the time the bridge opened again',
    'May 3, 2024 was a bad day for the ferry',
    'The best bridges of 2024',
    'From Harbour to Sea',
    'From Osthaven With Love',
    'Ten walks around the bay',
    'The council of Marrow Bay voted on 3 May 2024 to reopen the bridge after two years of repairs.',
  ])('%s states nothing', (line) => {
    expect(read(line)).toBeNull();
  });
});
