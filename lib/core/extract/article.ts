import type { Article, DecodedRecord, Rejection } from '../model.ts';
import { hasWords, OWN_WORDS, withOwnWords } from '../normalize/own-words.ts';
import { curlQuotes, quotesAreCurly } from '../normalize/quotes.ts';
import { applyRules, type RuleObserver } from '../normalize/rules.ts';
import { asksDayOrder, dayOrderOf } from './day-order.ts';
import type { Draft } from './draft.ts';
import { languageCodeOf, languageOf } from './language.ts';
import { linesOf } from './lines.ts';
import { metadataOf } from './metadata.ts';
import { isProse } from './shapes.ts';
import { statedFields } from './stated.ts';

/** Makes an article of a decoded record: cleans its text and takes the fields out of it. */
export function articleOf(record: DecodedRecord, key: string, observe?: RuleObserver): Article | Rejection {
  const { lines, repairs } = linesOf(record.content);
  const language = languageOf(sampleOf(lines));
  const { published = '', modified = '' } = record.stated;
  const isAsked = lines.some(({ text }) => asksDayOrder(text)) || asksDayOrder(published) || asksDayOrder(modified);
  const dayOrder = isAsked ? dayOrderOf(record, languageCodeOf(record.stated.language) ?? language.code) : 'unknown';
  const start: Draft = { lines, removed: [], captions: [], found: statedFields(record, dayOrder) };
  const context = { dayOrder, dumped: record.format !== 'html' && !record.fromFields };
  const cleaned = applyRules(start, context, { observe });
  const draft = hasWords(cleaned) ? cleaned : withOwnWords(cleaned, context);
  if (draft !== cleaned) observe?.(OWN_WORDS, cleaned, draft);

  const paragraphs = draft.lines.map((line) => line.text);
  const curly = quotesAreCurly(paragraphs);
  const body = (curly ? paragraphs.map(curlQuotes) : paragraphs).join('\n\n').toWellFormed();
  if (!hasWords(draft)) return noBody(record);
  const found = curly && draft.found.title ? { ...draft.found, title: curlQuotes(draft.found.title) } : draft.found;
  return {
    metadata: metadataOf(record, key, found, { body, repairs, language }),
    body,
    captions: draft.captions,
    removed: draft.removed.toSorted((a, b) => a.start - b.start),
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
