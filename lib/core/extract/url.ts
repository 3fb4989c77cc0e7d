import { isoDateOf } from './dates.ts';

/** What an address says. */
export interface Address {
  readonly url: string | null;
  readonly canonicalUrl: string | null;
  readonly domain: string | null;
}

/** Parameters that name a campaign or a click, not an article. */
const TRACKING =
  /^(?:utm_.+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|ref|ref_src|ref_url|referrer|source|src|cmp|cmpid|ns_campaign|ns_mchannel|ito|smid|smtyp|spm|share|shared|partner|ocid|xtor|at_.+|wt_mc|wtmc|cid|ncid|sr_share|taid|guccounter|guce_.+|outputtype|amp)$/i;

/** Longer ones are pictures written as addresses, or damage; servers take no more than 8,000. A catalog record must stay small. */
const LONGEST = 4_096;

const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;

/** The address as stated, but for control characters, and its form for comparison. An address that can't be parsed is kept as it is. */
export function addressOf(stated: string | null): Address {
  if (stated === null || stated.length > LONGEST) return { url: null, canonicalUrl: null, domain: null };
  const address = stated.replace(CONTROLS, '').trim();
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return { url: address || null, canonicalUrl: null, domain: null };
  url.hash = '';
  url.username = '';
  url.password = '';
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  const canonicalUrl = url.pathname === '/' ? url.href : url.href.replace(/\/(?=$|\?)/, '');
  return { url: address, canonicalUrl, domain: url.hostname.replace(/^www\d?\./, '') || null };
}

/** The day in a path such as `/2024/05/03/slug`. */
export function dateInUrl(url: string | null): string | null {
  const match = /\/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)/.exec(url ?? '');
  return match ? isoDateOf(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** The day that a file's name begins with, before words: `2024-05-03-council-votes.txt`. A bare date may be the crawl's. */
export function dateInFileName(key: string): string | null {
  const name = key.slice(key.lastIndexOf('/') + 1);
  const match = /^((?:19|20)\d{2})-(\d{2})-(\d{2})[-_ ](?=\p{L}{3,}[-_ ]\p{L}{2,})/u.exec(name);
  return match ? isoDateOf(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}
