import { dateAt } from '../extract/dates.ts';
import { cutStart, type Draft, learn } from '../extract/draft.ts';
import { agencyOf, personNames } from '../extract/names.ts';
import { type DateContext, datesAmong } from '../extract/possible-dates.ts';
import { commonWordsOf, isProse, tokensOf } from '../extract/shapes.ts';

/** `MOSCOW: `, `PARIS, March 3 (AFP) — `, `Berlin (dpa) - `, `(Reuters) - `, `HANNOVER. `, `OSLO, May 3, 2024 /PRNewswire/ -- `, `MADRID (EFE).- `, `МОСКВА, 3 мая. /ТАСС/. `. */
const DATELINE =
  /^(?<place>\p{Lu}[\p{L}\p{M}'’. -]{1,40}?)?(?<region>, ?\p{Lu}[\p{L}\p{M}'’. -]{1,25})?(?<date>,? [\p{L}\p{M}]{3,10}\.? \d{1,2}(?:, ?\d{4})?|,? \d{1,2}\.? [\p{L}\p{M}]{3,10}\.?(?: \d{4})?|, \d{1,2}[./]\d{1,2}[./]\d{4})?(?<credit>\.? ?(?:-- ?)?(?:\([\p{L}\p{M}\p{N}/ .&-]{2,40}\)|\/[\p{L}\p{N} .&-]{2,40}\/))?(?<joint>\.?\s?(?:—|–|--|:|-)\s|(?<=\))--|\.\s)(?=[\p{Lu}\p{Lo}\p{N}\p{Pi}\p{Ps}"'])/u;

/** `【東京】`, `【東京＝共同】`, `(서울=연합뉴스)`, `新华社北京3月7日电`, `（中央社台北7日電）`, `新华社北京3月7日电（记者王小明）`, `【大阪＝山田太郎】`. */
const EAST_ASIAN =
  /^(?:【(?<town>[\p{L}・]{1,12})(?:[=＝](?<wire>[\p{L}、 ]{2,20}))?】|[(（](?<city>\p{L}{1,12})[=＝](?<service>[\p{L} ]{2,20})[)）]|[(（]?(?<agency>\p{Script=Han}{1,5}社)(?:记者.{1,20})?(?<place>\p{Script=Han}{2,8}?)(?:\d{1,2}月)?\d{1,2}日[电電][)）]?(?:[(（][记記]者(?<reporters>[\p{Script=Han}、，, ]{2,40})[)）])?)\s?/u;
/** What else stands in such brackets: kinds of reports. */
const NOT_A_TOWN =
  /^(?:速報|写真|動画|独自|解説|社説|続報|号外|訂正|更新|特集|連載|書評|評論|対談|広告|図解|インタビュー|コラム|独家|视频|視頻|图集|快讯|快訊|评论|專訪|专访|속보|단독|종합|포토|영상|사설|인터뷰|르포)/u;

/** Words in capitals before a colon that are labels or speakers, not places. */
const NOT_A_PLACE =
  /^(?:WATCH|LISTEN|READ|UPDATED?|BREAKING|EXCLUSIVE|ANALYSIS|OPINION|EXPLAINER|VIDEO|PHOTOS?|LIVE|NEWS|NOTE|WARNING|CORRECTION|EDITOR|INTERVIEW|QUESTION|ANSWER|SPOILER|FACT CHECK|DISCLAIMER|PRESS RELEASE|SUMMARY|TLDR|NATO|NASA|OPEC|UNESCO|UNICEF|NOTA|HINWEIS|ACHTUNG|EXKLUSIV|KOMMENTAR|ANALYSE|TL;DR)\b/u;
const MIN_CAPITALS = 4;
/** As any text that begins with so many capitals. */
const SHOUTED = /^\p{Lu}[^a-z]{3}/u;

/** Takes the dateline from before the first sentence: the place, the agency and, with a year, the date. */
export function takeDateline(draft: Draft, { latest }: DateContext): Draft {
  const first = draft.lines.findIndex((line) => isProse(line.text));
  if (first < 0) return draft;
  const { text } = draft.lines[first]!;
  const eastAsian = EAST_ASIAN.exec(text.slice(0, 80));
  if (eastAsian) return takeEastAsian(draft, first, eastAsian);
  const head = text.slice(0, 160);
  // Without brackets only a place in capitals counts.
  const match = /[(/]/.test(head) || SHOUTED.test(head) ? DATELINE.exec(head) : null;
  const groups = match?.groups;
  if (!match || !groups || !isDateline(groups, draft, first)) return draft;
  const { found } = draft;
  const dateline = match[0].slice(0, match[0].length - groups.joint!.length).trim();
  const date = groups.date ? dateAt(groups.date.replace(/^,? ?/, '')) : null;
  const credit = groups.credit ? wireOf(groups.credit) : null;
  // Between a place and a dash, brackets credit an agency, also one that we do not know.
  const agency = credit === null ? null : (agencyOf(credit) ?? credit);
  return learn(cutStart(draft, first, match[0].length, 'dateline'), {
    dateline: found.dateline ?? dateline,
    datelinePlace: found.datelinePlace ?? (groups.place ? placeName(groups.place) : null),
    agency: found.agency ?? agency,
    ...datesAmong(found, { published: [date && { ...date.date, source: 'dateline' }] }, latest),
  });
}

function takeEastAsian(draft: Draft, first: number, match: RegExpExecArray): Draft {
  const { town, wire: supplier, city, service, agency: credited, place: spot, reporters } = match.groups!;
  const place = town ?? city ?? spot!;
  if (NOT_A_TOWN.test(place)) return draft;
  // Newspapers put the name of who reports where agencies put theirs.
  const isPerson = supplier !== undefined && NAMES_IN_HAN.test(supplier) && personNames(supplier) !== null;
  const names = personNames((isPerson ? supplier : reporters) ?? '');
  const agency = (isPerson ? undefined : supplier) ?? service ?? credited ?? null;
  const { found } = draft;
  return learn(cutStart(draft, first, match[0].length, 'dateline'), {
    dateline:
      found.dateline ??
      match[0]
        .replace(REPORTERS_BEHIND, '')
        .trim()
        .replace(/^[【(（]|[】)）]$/gu, ''),
    datelinePlace: found.datelinePlace ?? place,
    agency: found.agency ?? (agency === null ? null : (agencyOf(agency) ?? agency)),
    authors: found.authors.length > 0 ? found.authors : (names ?? []),
  });
}

const REPORTERS_BEHIND = /[(（][记記]者.*$/u;
/** Agencies are called by two characters, or by more that no name has (`personName`). */
const NAMES_IN_HAN = /^\p{Script=Han}{3,5}(?:、\p{Script=Han}{3,5})*$/u;

const wireOf = (credit: string): string => credit.replace(/^[.\s-]*[(/]|[)/]$/g, '');

function isDateline(groups: Record<string, string | undefined>, draft: Draft, first: number): boolean {
  const { place, date, credit, joint } = groups;
  const agency = credit ? agencyOf(wireOf(credit)) : null;
  const isSlashed = credit?.endsWith('/') ?? false;
  if (joint === '. ' && !isSlashed && (date || credit || (place ?? '').includes('.'))) return false;
  if (!place) return agency !== null && !date;
  if (NOT_A_PLACE.test(place) || place.split(/\s+/).length > 4) return false;
  if (agency !== null || (date && credit)) return true;
  const capitals = place === place.toUpperCase() && (place.match(/\p{Lu}/gu)?.length ?? 0) >= MIN_CAPITALS;
  if (!capitals || (credit && !/^\p{Lu}[\p{L}\p{M}&.-]*(?: \p{Lu}[\p{L}\p{M}&.-]*){0,3}$/u.test(wireOf(credit)))) return false;
  // A word that the text also uses in lower case is shouted, not a place.
  const common = commonWordsOf(draft.lines);
  if (joint === '. ' && tokensOf(place).some((word) => common.has(word))) return false;
  // In an interview, speakers stand where a place would: then other paragraphs begin so too.
  return !draft.lines.some(({ text }, i) => i !== first && /^\p{Lu}[\p{Lu} .'’-]{1,40}[:.]\s/u.test(text));
}

/** `NEW YORK` as `New York`; mixed case stays. */
function placeName(place: string): string {
  if (place !== place.toUpperCase()) return place.trim();
  return place
    .trim()
    .toLowerCase()
    .replace(/(^|[\s.'’-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
}
