import { JSON_DEPTH, JSON_KEYS } from './limits.ts';

/** An element of the root array, or of an array that is a direct member (`key`) of the root object. */
export interface ElementSpan {
  readonly key: string | null;
  readonly start: number;
  readonly end: number;
}

export interface JsonShape {
  readonly tooDeep: boolean;
  readonly tooManyKeys: boolean;
  readonly elements: readonly ElementSpan[];
}

/** One frame per open bracket. */
interface Frame {
  readonly isObject: boolean;
  /** Whether this is an array whose elements are wanted, and under which key it stands. */
  readonly collects: boolean;
  readonly key: string | null;
  elementStart: number;
  members: number;
  lastString: string;
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Reads the brackets of JSON text without building values. It comes before `JSON.parse`, whose recursion a deep text
 * would exhaust, and it knows where each element lies, so that its hash is that of the bytes received.
 */
export function scanJson(text: string): JsonShape {
  const stack: Frame[] = [];
  const elements: ElementSpan[] = [];
  let tooManyKeys = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    const top = stack.at(-1);
    if (char === QUOTE) {
      const end = endOfString(text, i);
      if (stack.length === 1) stack[0]!.lastString = text.slice(i + 1, end);
      i = end;
    } else if (char === OPEN_OBJECT || char === OPEN_LIST) {
      if (stack.length >= JSON_DEPTH) return { tooDeep: true, tooManyKeys, elements: [] };
      stack.push(frameAt(i, char === OPEN_OBJECT, stack));
    } else if (top && (char === COMMA || char === CLOSE_OBJECT || char === CLOSE_LIST)) {
      endMember(text, top, i, elements);
      tooManyKeys ||= top.members > JSON_KEYS;
      if (char !== COMMA) stack.pop();
    }
  }
  return { tooDeep: false, tooManyKeys, elements };
}

function frameAt(start: number, isObject: boolean, stack: readonly Frame[]): Frame {
  const parent = stack.length === 1 && stack[0]!.isObject ? stack[0] : undefined;
  return {
    isObject,
    collects: !isObject && (stack.length === 0 || parent !== undefined),
    key: parent?.lastString ?? null,
    elementStart: start + 1,
    members: 0,
    lastString: '',
  };
}

/** A comma or a closing bracket at `end` ends a member; before the bracket of `[]` there is none. */
function endMember(text: string, frame: Frame, end: number, elements: ElementSpan[]): void {
  if (frame.isObject) frame.members++;
  if (!frame.collects) return;
  const raw = text.slice(frame.elementStart, end);
  const start = frame.elementStart + raw.length - raw.trimStart().length;
  if (raw.trim() !== '') elements.push({ key: frame.key, start, end: start + raw.trim().length });
  frame.elementStart = end + 1;
}

function endOfString(text: string, open: number): number {
  for (let end = text.indexOf('"', open + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
