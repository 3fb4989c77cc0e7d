import { wordsOf } from './labels.ts';

/** The scorer's two measures of bodies, beside what they should be. */
export function scoresOf(wanted: readonly string[], bodies: readonly string[]): string {
  const four = wanted.map((body, i) => overlap(body, bodies[i]!, 4));
  const one = wanted.map((body, i) => overlap(body, bodies[i]!, 1));
  const precision = mean(four.map(([p]) => p));
  const recall = mean(four.map(([, r]) => r));
  const all = [precision, recall, f1(precision, recall), mean(one.map(([p, r]) => f1(p, r)))].map((value) => value.toFixed(4));
  return `4-gram P ${all[0]} R ${all[1]} F1 ${all[2]}, word F1 ${all[3]}`;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const f1 = (p: number, r: number): number => (p + r === 0 ? 0 : (2 * p * r) / (p + r));

/** Precision and recall of runs of `n` words, each counted as often as it occurs. */
function overlap(truth: string, got: string, n: number): [number, number] {
  const wanted = grams(truth, n);
  const found = grams(got, n);
  const counts = new Map<string, number>();
  for (const gram of wanted) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  let hits = 0;
  for (const gram of found) {
    const left = counts.get(gram) ?? 0;
    if (left > 0) hits++;
    counts.set(gram, left - 1);
  }
  return [found.length === 0 ? 0 : hits / found.length, wanted.length === 0 ? 0 : hits / wanted.length];
}

function grams(text: string, n: number): string[] {
  const words = wordsOf(text);
  return Array.from({ length: Math.max(0, words.length - n + 1) }, (_, i) => words.slice(i, i + n).join(' '));
}
