import { expect, it } from 'vitest';
import { bundleOf } from '../support/bundle.ts';

const MOST_BYTES = 400_000;

it('the text core without its models is at most 400 KB', () => {
  const eager = bundleOf('lib/core/parser.ts').filter((file) => file.eager);
  expect(eager.reduce((sum, { code }) => sum + code.length, 0)).toBeLessThanOrEqual(MOST_BYTES);
  expect(eager.flatMap(({ inputs }) => [...inputs.keys()]).filter((path) => /\/(?:eld|jschardet)\//.test(path))).toEqual([]);
});
