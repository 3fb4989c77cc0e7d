/** What cleaning did to a record, step by step: the same work as `articleOf`, watched. */
import type { MetadataRow, Removal } from '../lake/columns.ts';
import type { Article, DecodedRecord, RefusedDate, Rejection } from '../model.ts';
import { CHARACTER_RULES } from '../normalize/characters.ts';
import { cleanLine } from '../normalize/clean-line.ts';
import { repairMojibake } from '../normalize/mojibake.ts';
import { articleOf, type Origin } from './article.ts';
import type { Draft, Found } from './draft.ts';
import { latestDate } from './possible-dates.ts';

/** A line whose characters were repaired or cleaned, and by which rules. */
export interface CleanedLine {
  readonly start: number;
  readonly before: string;
  readonly after: string;
  readonly rules: readonly string[];
}

/** What a rule did, once. */
export interface RuleStep {
  readonly rule: string;
  readonly why: string;
  readonly removed: readonly Removal[];
  readonly captions: readonly string[];
  readonly fields: readonly { readonly name: string; readonly before: string | null; readonly after: string | null }[];
}

/** A field of the article and where its value came from. */
export interface FieldOrigin {
  readonly name: keyof MetadataRow;
  readonly value: string;
  /** `stated` (by the container), the name of a rule, or how else it was found. */
  readonly from: string;
}

export interface Explanation {
  readonly result: Article | Rejection;
  readonly characters: readonly CleanedLine[];
  readonly steps: readonly RuleStep[];
  readonly fields: readonly FieldOrigin[];
  /** Stated dates that were passed over, and the last day that was possible. */
  readonly refused: readonly (RefusedDate & { readonly latest: string })[];
}

const COLUMN_OF: Readonly<Partial<Record<keyof Found, keyof MetadataRow>>> = {
  title: 'title',
  subtitle: 'subtitle',
  kicker: 'kicker',
  authors: 'authors',
  sourceName: 'source_name',
  agency: 'agency',
  section: 'section',
  keywords: 'keywords',
  url: 'url',
  published: 'published_date',
  modified: 'modified_at',
  dateline: 'dateline',
  datelinePlace: 'dateline_place',
};
const FOUND_KEYS = Object.keys(COLUMN_OF) as (keyof Found)[];

/** Explains what becomes of a record. */
export function explainRecord(record: DecodedRecord, origin: Origin): Explanation {
  const steps: RuleStep[] = [];
  const ruleOf = new Map<keyof Found, string>();
  const latest = latestDate(origin.receivedAt).day;
  const result = articleOf(record, origin, (rule, before, after) => {
    for (const name of changedFields(before, after)) ruleOf.set(name, rule.name);
    steps.push(stepOf(rule, before, after));
  });
  return {
    result,
    characters: cleanedLines(record.content),
    steps,
    fields: 'metadata' in result ? originsOf(record, result.metadata, ruleOf) : [],
    refused: 'metadata' in result ? (result.refusedDates ?? []).map(({ date, source }) => ({ date, source, latest })) : [],
  };
}

function stepOf({ name, why }: { name: string; why: string }, before: Draft, after: Draft): RuleStep {
  const was = new Set<unknown>([...before.removed, ...before.captions]);
  return {
    rule: name,
    why,
    removed: after.removed.filter((removal) => !was.has(removal)),
    captions: after.captions.filter((caption) => !was.has(caption)),
    fields: changedFields(before, after).map((field) => ({
      name: COLUMN_OF[field]!,
      before: textOf(before.found[field]),
      after: textOf(after.found[field]),
    })),
  };
}

function changedFields(before: Draft, after: Draft): (keyof Found)[] {
  return FOUND_KEYS.filter((name) => textOf(before.found[name]) !== textOf(after.found[name]));
}

function originsOf(record: DecodedRecord, metadata: MetadataRow, ruleOf: ReadonlyMap<keyof Found, string>): FieldOrigin[] {
  const origins: FieldOrigin[] = [];
  for (const found of FOUND_KEYS) {
    const name = COLUMN_OF[found]!;
    const value = textOf(metadata[name]);
    if (value !== null) origins.push({ name, value, from: ruleOf.get(found) ?? elsewhere(name, metadata) });
  }
  if (metadata.language !== null) {
    const from = record.stated.language === undefined ? `detected, score ${metadata.language_score}` : 'stated';
    origins.push({ name: 'language', value: metadata.language, from });
  }
  if (metadata.charset !== null) origins.push({ name: 'charset', value: metadata.charset, from: 'decoding' });
  return origins;
}

/** A date that no rule found and no container stated was read from the address, the file name or an update line. */
function elsewhere(name: keyof MetadataRow, { date_source }: MetadataRow): string {
  return name === 'published_date' && date_source !== null && date_source !== 'metadata' ? date_source : 'stated';
}

function cleanedLines(content: string): CleanedLine[] {
  const lines: CleanedLine[] = [];
  for (const { 0: raw, index: start } of content.matchAll(/[^\n\r\u2028\u2029]+/g)) {
    const before = raw.trim();
    const after = cleanLine(raw).text;
    if (after !== before && before !== '') lines.push({ start, before, after, rules: characterRulesOf(before) });
  }
  return lines;
}

function characterRulesOf(line: string): string[] {
  const repaired = repairMojibake(line);
  const acting: string[] = repaired.repairs > 0 ? ['mojibake'] : [];
  let current = repaired.text;
  for (const { name, apply } of CHARACTER_RULES) {
    const next = apply(current);
    if (next !== current) acting.push(name);
    current = next;
  }
  return acting;
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object')
    return 'at' in value && value.at ? String(value.at) : 'date' in value ? String(value.date) : JSON.stringify(value);
  return String(value);
}
