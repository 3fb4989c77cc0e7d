/** What to beware of in a document: the words of the column `quality_flags`, and when each is there. */
export const QUALITY_FLAGS = {
  short: 'Fewer than 50 words.',
  no_title: 'Nothing in it is its headline.',
  undated: 'It states no day of publication.',
  paywall_stub: 'The beginning of a text that is sold.',
  list_page: 'Hardly any running text.',
  repeated_body: 'A fifth of it stood there before.',
  future_date: 'A date that it states was passed over, for it was yet to come when the document was received.',
  replacement_characters: 'Characters are lost beyond repair.',
  control_characters: 'It had control characters, which were taken out.',
  bidi_controls: 'It had marks of writing direction, which can make a text look like another one, and were taken out.',
  fields_cut: 'A field was longer than is kept.',
  duplicate_keys: 'A key stands twice in its JSON; the last one counts.',
} as const;

export type QualityFlag = keyof typeof QUALITY_FLAGS;
