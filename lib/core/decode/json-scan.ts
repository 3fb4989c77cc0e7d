import { JSON_DEPTH, JSON_KEYS, JSON_VALUES, PACK_RECORDS } from './limits.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An element of the root array (no path), or of an array that is a member of the root object or of an object in it. */
export interface ElementSpan extends Span {
  /** The keys that lead to the array, joined by line breaks, which no key of a list has. */
  readonly path: string | null;
}

/** Why JSON is not to be parsed: what it would cost does not depend on its bytes alone. */
export type JsonProblem = 'too_deep' | 'too_many_members' | 'too_many_values' | 'too_many_records';

export interface JsonShape {
  /** Of the text as a whole, which was read to there. */
  readonly problem: JsonProblem | null;
  /** Whether an object anywhere has too many members. */
  readonly tooManyMembers: boolean;
  /** Of all objects. */
  readonly members: number;
  readonly elements: readonly ElementSpan[];
  /** The values that stand for themselves, one behind the other; JSON has one. The last is missing when it is not closed. */
  readonly roots: readonly Span[];
  readonly closed: boolean;
}

/** So deep below the root object may a list of articles stand: `{"hits": {"hits": [`. */
const LIST_DEPTH = 2;
export const pathOf = (...keys: readonly string[]): string => keys.join('\n');

/** One frame per open bracket. */
interface Frame {
  readonly isObject: boolean;
  readonly start: number;
  /** Whether this is an array whose elements are wanted, and where it stands. */
  readonly collects: boolean;
  readonly path: string | null;
  elementStart: number;
  members: number;
  /** Numbers so far, while there is nothing else in the array. */
  numbers: number;
  lastString: string;
}

const [QUOTE, BACKSLASH, COLON, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22, 0x5c, 0x3a, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d,
];

/**
 * Reads the brackets of JSON text without building values. It comes before `JSON.parse`, whose recursion a deep text
 * would exhaust, and it knows where each element lies, so that its hash is that of the bytes received.
 */
export function scanJson(text: string): JsonShape {
  const stack: Frame[] = [];
  const found: Found = { tooManyMembers: false, members: 0, values: 0, elements: [], roots: [] };
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    const top = stack.at(-1);
    found.members += Number(char === COLON);
    if (char === QUOTE) {
      i = passString(text, i, stack);
    } else if (char === OPEN_OBJECT || char === OPEN_LIST) {
      if (stack.length >= JSON_DEPTH) return stopped('too_deep');
      stack.push(frameAt(i, char === OPEN_OBJECT, stack));
    } else if (top && endsMember(char)) {
      endMember(text, top, i, found);
      if (char !== COMMA) close(stack, i, found);
      const problem = excessOf(found, stack[0]);
      if (problem) return stopped(problem);
    }
  }
  return { ...found, problem: null, closed: stack.length === 0 };
}

interface Found {
  tooManyMembers: boolean;
  members: number;
  values: number;
  readonly elements: ElementSpan[];
  readonly roots: Span[];
}

const stopped = (problem: JsonProblem): JsonShape => ({
  problem,
  tooManyMembers: false,
  members: 0,
  elements: [],
  roots: [],
  closed: false,
});

/** What there is too much of by now. An object that is too wide is its own record's problem, unless it is the root. */
function excessOf({ values, elements, roots }: Found, root: Frame | undefined): JsonProblem | null {
  if (values > JSON_VALUES) return 'too_many_values';
  if (root?.isObject && root.members > JSON_KEYS) return 'too_many_members';
  return elements.length + roots.length > PACK_RECORDS ? 'too_many_records' : null;
}

const endsMember = (char: number): boolean => char === COMMA || char === CLOSE_OBJECT || char === CLOSE_LIST;

function frameAt(start: number, isObject: boolean, stack: readonly Frame[]): Frame {
  const parent = stack.length <= LIST_DEPTH && stack.every((frame) => frame.isObject) ? stack.at(-1) : undefined;
  return {
    isObject,
    start,
    collects: !isObject && (stack.length === 0 || parent !== undefined),
    path: parent ? pathOf(...(parent.path === null ? [] : [parent.path]), parent.lastString) : null,
    elementStart: start + 1,
    members: 0,
    numbers: 0,
    lastString: '',
  };
}

/** A comma or a closing bracket at `end` ends a member; before the bracket of `[]` there is none. */
function endMember(text: string, frame: Frame, end: number, found: Found): void {
  found.values += valuesOf(text, frame, end);
  if (frame.isObject && ++frame.members > JSON_KEYS) found.tooManyMembers = true;
  if (!frame.collects) return;
  const raw = text.slice(frame.elementStart, end);
  const start = frame.elementStart + raw.length - raw.trimStart().length;
  if (raw.trim() !== '') found.elements.push({ path: frame.path, start, end: start + raw.trim().length });
  frame.elementStart = end + 1;
}

/**
 * What the member that ends here adds to the values. Arrays of nothing but numbers, as embeddings are, take a quarter of the memory
 * of others: measured, 40 million short numbers 0.8 GB when they are parsed, 10 million of the smallest objects 1.2 GB.
 */
function valuesOf(text: string, frame: Frame, end: number): number {
  if (frame.isObject || frame.numbers < 0) return 1;
  let last = end - 1;
  while (text.charCodeAt(last) <= SPACE) last--;
  const code = text.charCodeAt(last);
  if (code >= ZERO && code <= NINE) {
    frame.numbers++;
    return NUMBER_SHARE;
  }
  const others = frame.numbers * (1 - NUMBER_SHARE);
  frame.numbers = -1;
  return 1 + others;
}

const NUMBER_SHARE = 0.25;
const [SPACE, ZERO, NINE] = [0x20, 0x30, 0x39];

/** The closing quote of the string that opens here, which may be the name of a list. */
function passString(text: string, open: number, stack: readonly Frame[]): number {
  const end = endOfString(text, open);
  const top = stack.length <= LIST_DEPTH ? stack.at(-1) : undefined;
  if (top) top.lastString = text.slice(open + 1, end);
  return end;
}

/** Takes off the innermost frame, whose bracket is at `end`. */
function close(stack: Frame[], end: number, { roots }: Found): void {
  const { start } = stack.pop()!;
  if (stack.length === 0) roots.push({ start, end: end + 1 });
}

/** Where the string that opens here is closed; the end of the text when it is not. */
export function endOfString(text: string, open: number): number {
  for (let end = text.indexOf('"', open + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
