/** Bounds on what one object may cost us. A larger input is a rejection, never a slow success. */
const MB = 1024 * 1024;

/** Largest object that is read at all. */
export const OBJECT_BYTES = 256 * MB;
/** Longest text of one record. The longest news features are about 0.2 MB. */
export const RECORD_BYTES = 10 * MB;
/** What a compressed single article may unfold to. */
export const UNPACKED_TEXT_BYTES = 20 * MB;
/** What a compressed pack of many records may unfold to. */
export const UNPACKED_PACK_BYTES = 256 * MB;
/** Records of one object: each costs some hundred bytes of memory, however few it has itself. */
export const PACK_RECORDS = 1_000_000;
/** News text compresses 3 to 10 times; templates up to 50. */
export const UNPACKED_RATIO = 100;
/** Below this size the ratio says nothing: a kilobyte of spaces is no bomb. */
export const RATIO_FREE_BYTES = 1 * MB;
/** Nesting of JSON; real feeds stay below 10. */
export const JSON_DEPTH = 100;
/**
 * Values of one JSON text, of which four numbers in an array of numbers are one: a megabyte of the smallest ones takes 20 to 50 when it is
 * parsed. A pack of articles has some 30 a kilobyte.
 */
export const JSON_VALUES = 10_000_000;
/** Members of one JSON object; real records have below 200. */
export const JSON_KEYS = 10_000;
/** One mail with its attachments; the usual providers stop at 25 to 50 MB. */
export const MAIL_BYTES = 50 * MB;
/** Lines of a mail beside those that its size explains: the parser takes some 12 µs for each, however short. */
export const MAIL_LINES = 50_000;
/** Mails attached to mails attached to mails. */
export const MAIL_DEPTH = 4;
/** Nesting of HTML elements that text extraction follows. */
export const HTML_DEPTH = 2_000;

/** The first bytes of a text, which must be enough to tell its charset by. */
export const SAMPLE_BYTES = 65_536;
