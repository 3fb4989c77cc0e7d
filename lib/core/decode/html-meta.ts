import type { Page } from './html-page.ts';

/** Values of these names in the head of a page, then of names of this shape. */
export function valuesOf({ meta }: Page, names: readonly string[], shape: RegExp): string[] {
  const alike = [...meta.keys()].filter((name) => !names.includes(name) && shape.test(name));
  return [...names, ...alike].flatMap((name) => meta.get(name) ?? []);
}
