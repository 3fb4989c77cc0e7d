import { agencyOf } from '../extract/agencies.ts';
import { personNames } from '../extract/names.ts';

/** What stands before the first sentence. */
export interface EastAsianDateline {
  /** How much of the text it is. */
  readonly length: number;
  /** Without the names of reporters; null where there are only those. */
  readonly dateline: string | null;
  readonly place: string | null;
  readonly agency: string | null;
  readonly authors: readonly string[];
}

/** `【東京】`, `【東京＝共同】`, `(서울=연합뉴스)`, `新华社北京3月7日电`, `（中央社記者王小明台北7日電）`, `新华社北京3月7日电（记者王小明）`, `【大阪＝山田太郎】`. */
const PLACED =
  /^(?:【(?<town>[\p{L}・]{1,12})(?:[=＝](?<wire>[\p{L}、 ]{2,20}))?】|[(（](?<city>\p{L}{1,12})[=＝](?<service>[\p{L} ]{2,20})[)）]|[(（]?(?<agency>\p{Script=Han}{1,5}[社网網])(?:[记記]者(?<sent>\p{Script=Han}{2,3}))?(?<place>\p{Script=Han}{2,8}?)(?:\d{1,2}月)?\d{1,2}日[电電][)）]?(?: ?[(（][记記]者(?<reporters>[\p{Script=Han}、，, ]{2,40})[)）])?)\s?/u;
/** `本报讯（记者 王小明）`, `（晚报记者王小明 李芳）`, `〔記者王小明／台北報導〕`. */
const REPORTED =
  /^(?:本[报報][讯訊]\s?)?[（(〔【[]\p{Script=Han}{0,8}[记記]者\s?(?<reporters>\p{Script=Han}{2,4}(?:[、，, ]\p{Script=Han}{2,4}){0,4})(?: ?通[讯訊][员員][\p{Script=Han}、，, ]{2,20})?(?:[／/](?<place>\p{Script=Han}{2,5})[报報][导導道])?[)）〕】\]]\s?/u;
/** `[해안=박지훈 기자]`, `박지훈 기자 = `, as it also stands behind `(서울=연합뉴스)`. */
const KOREAN =
  /^(?:[[(【](?:(?<place>\p{Script=Hangul}{2,6})[=＝])?)?(?<name>\p{Script=Hangul}{2,4}) 기자(?:[\])】]\s?[=＝]?|\s?[=＝])\s?/u;

/** What else stands in such brackets: kinds of reports. */
const NOT_A_TOWN =
  /^(?:速報|写真|動画|独自|解説|社説|続報|号外|訂正|更新|特集|連載|書評|評論|対談|広告|図解|インタビュー|コラム|独家|视频|視頻|图集|快讯|快訊|评论|專訪|专访|속보|단독|종합|포토|영상|사설|인터뷰|르포)/u;
const REPORTERS_BEHIND = /[(（][记記]者.*$/u;
/** Agencies are called by two characters, or by more that no name has (`personName`). */
const NAMES_IN_HAN = /^\p{Script=Han}{3,5}(?:、\p{Script=Han}{3,5})*$/u;
const KOREAN_OUTLET = /(?:일보|신문|뉴스|방송|경제|데일리|닷컴)$/u;
/** None is longer. */
const LONGEST = 80;

/** The dateline of a Chinese, Japanese or Korean text; null without one. */
export function eastAsianDateline(text: string): EastAsianDateline | null {
  const head = text.slice(0, LONGEST);
  const placed = placedBy(head);
  const reported = REPORTED.exec(head) ?? KOREAN.exec(head.slice(placed?.length ?? 0));
  if (!reported) return placed;
  const { place: before, name, reporters = name! } = reported.groups!;
  const place = before === undefined || KOREAN_OUTLET.test(before) ? null : before;
  const authors = personNames(reporters.replaceAll(' ', '、')) ?? [];
  if (!placed) return { length: reported[0].length, dateline: null, place, agency: null, authors };
  return { ...placed, length: placed.length + reported[0].length, authors };
}

function placedBy(head: string): EastAsianDateline | null {
  const match = PLACED.exec(head);
  if (!match) return null;
  const { town, wire: supplier, city, service, agency: credited, sent, place: spot, reporters = sent } = match.groups!;
  const place = town ?? city ?? spot!;
  if (NOT_A_TOWN.test(place)) return null;
  // Newspapers put the name of who reports where agencies put theirs.
  const isPerson = supplier !== undefined && NAMES_IN_HAN.test(supplier) && personNames(supplier) !== null;
  const agency = (isPerson ? undefined : supplier) ?? service ?? credited ?? null;
  return {
    length: match[0].length,
    dateline: match[0]
      .replace(REPORTERS_BEHIND, '')
      .trim()
      .replace(/^[【(（]|[】)）]$/gu, ''),
    place,
    agency: agency === null ? null : (agencyOf(agency) ?? agency),
    authors: personNames((isPerson ? supplier : reporters) ?? '') ?? [],
  };
}
