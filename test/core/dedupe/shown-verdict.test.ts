import { expect, it } from 'vitest';
import { shownVerdict } from '../../../lib/core/dedupe/shown-verdict.ts';
import type { Verdict } from '../../../lib/core/model.ts';

const comparison = { jaccard: 0.4, containment: 1, rule: 'jaccard', threshold: 0.33, sharedShingles: 9 } as const;
const verdict: Verdict = {
  duplicateOf: 'first',
  kind: 'near',
  score: 0.4,
  containedIn: null,
  comparison,
  evidence: 'e',
  edges: [],
};
const parted = { duplicateOf: null, kind: null, score: null };

it('shows a part as contained once its cluster is its own', () => {
  const part = { ...verdict, partOf: ['first'] };
  expect(shownVerdict('own', { verdict: part, clusterId: 'first' })).toBe(part);
  expect(shownVerdict('own', { verdict: part, clusterId: 'own' })).toEqual({ ...part, ...parted, containedIn: 'first' });
});

it('names the text that the numbers are of, whatever else contains the part', () => {
  const part = { ...verdict, containedIn: 'other', partOf: ['first'] };
  expect(shownVerdict('own', { verdict: part, clusterId: 'own' })).toMatchObject({ ...parted, containedIn: 'first', comparison });
});

it('shows a text that holds a part as more than a copy once its cluster is its own', () => {
  const whole = { ...verdict, holds: [{ documentId: 'first', order: '0' }] };
  expect(shownVerdict('own', { verdict: whole, clusterId: 'first' })).toBe(whole);
  expect(shownVerdict('own', { verdict: whole, clusterId: 'own' })).toEqual({
    ...whole,
    ...parted,
    comparison: null,
    evidence: null,
  });
});

it('leaves alone what edges say, whose cluster may lag behind, and what repeats nothing', () => {
  const firm = { ...verdict, edges: ['first'] };
  expect(shownVerdict('own', { verdict: firm, clusterId: 'own' })).toBe(firm);
  const original = { ...verdict, duplicateOf: null };
  expect(shownVerdict('own', { verdict: original, clusterId: 'own' })).toBe(original);
  expect(shownVerdict('own', { verdict: null, clusterId: 'own' })).toBeNull();
});
