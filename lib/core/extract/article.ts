import type { Article, DecodedRecord, Rejection } from '../model.ts';
import { hasWords, OWN_WORDS, withOwnWords } from '../normalize/own-words.ts';
import { curlQuotes, quotesAreCurly } from '../normalize/quotes.ts';
import { applyRules, type RuleObserver } from '../normalize/rules.ts';
import { asksDayOrder, dayOrderOf } from './day-order.ts';
import type { Draft } from './draft.ts';
import { languageCodeOf, languageOf } from './language.ts';
import { linesOf } from './lines.ts';
import { metadataOf } from './metadata.ts';
import { latestDate } from './possible-dates.ts';
import { withPublicationDate } from './publication-date.ts';
import { isProse } from './shapes.ts';
import { statedCaptions, statedFields } from './stated.ts';
import { addressOf } from './url.ts';

/** Where a record comes from. */
export interface Origin {
  readonly key: string;
  /** Milliseconds since 1970: when its object was first read. The article can't have been published much later. */
  readonly receivedAt: number;
}

/** Makes an article of a decoded record: cleans its text and takes the fields out of it. */
export function articleOf(record: DecodedRecord, { key, receivedAt }: Origin, observe?: RuleObserver): Article | Rejection {
  const latest = latestDate(receivedAt);
  const { lines, repairs } = linesOf(record.content);
  const language = languageOf(sampleOf(lines));
  const { published = [], modified = '' } = record.stated;
  const isAsked = lines.some(({ text }) => asksDayOrder(text)) || [...published, modified].some(asksDayOrder);
  const dayOrder = isAsked ? dayOrderOf(record, languageCodeOf(record.stated.language) ?? language.code) : 'unknown';
  const start: Draft = { lines, removed: [], captions: statedCaptions(record), found: statedFields(record, dayOrder, latest) };
  const context = { dayOrder, latest, dumped: record.format !== 'html' && !record.fromFields };
  const cleaned = applyRules(start, context, { observe });
  const draft = hasWords(cleaned) ? cleaned : withOwnWords(cleaned, context);
  if (draft !== cleaned) observe?.(OWN_WORDS, cleaned, draft);

  const text = draft.lines.map((line) => line.text).join('\n\n');
  const curly = quotesAreCurly(text);
  const body = (curly ? curlQuotes(text) : text).toWellFormed();
  if (!hasWords(draft)) return noBody(record);
  const address = addressOf(draft.found.url);
  const isOwnFile = !record.fromFields && !record.container;
  const names = { url: address.canonicalUrl, key: isOwnFile ? key : null, shown: record.stated.shown_day ?? null };
  const found = withPublicationDate(draft.found, names, latest);
  const titled = curly && found.title ? { ...found, title: curlQuotes(found.title) } : found;
  return {
    metadata: metadataOf(record, titled, { address, body, repairs, language, removed: draft.removed }),
    body,
    captions: draft.captions,
    removed: draft.removed.toSorted((a, b) => a.start - b.start),
    ...(found.refused.length > 0 && { refusedDates: found.refused }),
  };
}

const SAMPLE_LINES = 40;

/** Running text tells the language better than menus, which may list twenty of them. */
function sampleOf(lines: Draft['lines']): string {
  const prose = lines.filter((line) => isProse(line.text));
  return (prose.length > 0 ? prose : lines)
    .slice(0, SAMPLE_LINES)
    .map((line) => line.text)
    .join('\n');
}

const noBody = (record: DecodedRecord): Rejection => ({
  index: record.index,
  sourceRecordId: record.sourceRecordId,
  rawSha256: record.rawSha256,
  stage: 'extract',
  reason: 'no_body',
  detail: 'Nothing is left of the text once page furniture and metadata are taken out.',
});
