const SHINGLE = 4;
/** A short block between two that are in the body is too, when its words stand between theirs. */
const LONGEST_GAP = 400;

export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

/** How much of each block is in the labelled body, 0 to 1. Each place of the body is matched once, so a repeated block counts once. */
export function labelsOf(blocks: readonly string[], body: string): number[] {
  const truth = wordsOf(body);
  const places = new Map<string, number[]>();
  for (let i = truth.length - SHINGLE; i >= 0; i--) {
    const key = truth.slice(i, i + SHINGLE).join(' ');
    const list = places.get(key);
    if (list) list.push(i);
    else places.set(key, [i]);
  }
  const words = blocks.map(wordsOf);
  const labels = words.map(() => 0);
  const span: ([number, number] | null)[] = words.map(() => null);
  words.forEach((own, block) => {
    if (own.length < SHINGLE) return;
    const covered = new Set<number>();
    for (let i = 0; i + SHINGLE <= own.length; i++) {
      const at = places.get(own.slice(i, i + SHINGLE).join(' '))?.pop();
      if (at === undefined) continue;
      for (let k = 0; k < SHINGLE; k++) covered.add(i + k);
      span[block] = [Math.min(at, span[block]?.[0] ?? at), Math.max(at + SHINGLE, span[block]?.[1] ?? 0)];
    }
    labels[block] = covered.size / own.length;
  });
  shortBlocks(words, truth, labels, span);
  return labels;
}

function shortBlocks(
  words: readonly string[][],
  truth: readonly string[],
  labels: number[],
  span: readonly ([number, number] | null)[],
): void {
  const next = words.map(() => truth.length);
  for (let i = words.length - 1, at = truth.length; i >= 0; i--) {
    next[i] = at;
    if (labels[i]! > 0.6) at = span[i]![0];
  }
  let last = 0;
  words.forEach((own, i) => {
    if (span[i] && labels[i]! > 0.6) last = span[i]![1];
    if (own.length >= SHINGLE || own.length === 0) return;
    const end = Math.min(next[i]!, truth.length);
    if (end - last > LONGEST_GAP) return;
    for (let at = last; at + own.length <= end; at++) {
      if (!own.every((word, k) => truth[at + k] === word)) continue;
      labels[i] = 1;
      last = at + own.length;
      return;
    }
  });
}
