import { textShapeOf } from '../text-shape.ts';
import { KIND_COUNT, kindBit } from './html-kinds.ts';
import { type Landscape, PROSE_CHARS } from './html-landscape.ts';
import { MARK_COUNT } from './html-marks.ts';
import type { Block, Element, Page } from './html-page.ts';

const TAGS = 'p li h1 h2 h3 h4 td th div span a section article figcaption blockquote pre dt dd'.split(' ');
const HEADING = kindBit('h');
/** Blocks before and behind that a block is seen with. */
const NEIGHBOURS = [-2, -1, 1, 2];
const UNKNOWN = -99;

/** Numbers that are said of each block. */
export const FEATURE_COUNT = 152;

/** Writes what the classifier is told of a block into an array of `FEATURE_COUNT` numbers, the same for all blocks of a page. */
export type FeatureWriter = (block: number, into: Float64Array) => void;

export function featuresOf(page: Page, land: Landscape): FeatureWriter {
  return (i, into) => {
    const row = new Row(into);
    const block = page.blocks[i]!;
    addText(row, block.text);
    addElement(row, page, land, block.element);
    addPlace(row, land, i);
    for (const offset of NEIGHBOURS) addNeighbour(row, page, land, block, i + offset);
    addSurroundings(row, page, land, block.element);
    row.add(land.linkShare[i]!);
    row.add(block.text.length >= PROSE_CHARS ? 1 : 0);
    for (const shares of [land.repeats, land.titleShare, land.descriptionShare]) row.add(shares[i]!);
  };
}

class Row {
  readonly #values: Float64Array;
  #at = 0;

  constructor(values: Float64Array) {
    this.#values = values;
  }

  add(value: number): void {
    this.#values[this.#at++] = value;
  }

  addBits(bits: number, count: number): void {
    for (let bit = 0; bit < count; bit++) this.add((bits >>> bit) & 1);
  }
}

function addText(row: Row, text: string): void {
  const shape = textShapeOf(text);
  row.add(Math.log1p(text.length));
  const words = Math.max(1, shape.words);
  row.add(Math.log1p(words));
  row.add(shape.length / words);
  row.add(Math.log1p(shape.sentences));
  row.add(shape.commas / words);
  row.add(shape.ending);
  row.add(shape.digits / shape.length);
  row.add(shape.capitalized / words);
  row.add(shape.capitals / shape.length);
  row.add(shape.startsLow ? 1 : 0);
  row.add(shape.signs / words);
  row.add(shape.breaks);
}

function addElement(row: Row, { elements }: Page, land: Landscape, index: number): void {
  const element = elements[index]!;
  const parent = above(elements, element);
  for (const tag of TAGS) row.add(tag === element.tag ? 1 : 0);
  row.addBits(element.kinds, KIND_COUNT);
  row.addBits(land.branchMarks[index]!, MARK_COUNT);
  row.addBits(element.marks | parent.marks | above(elements, parent).marks, MARK_COUNT);
}

const above = (elements: readonly Element[], { parent }: Element): Element => elements[Math.max(0, parent)]!;

const signedLog = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));

function addPlace(row: Row, land: Landscape, i: number): void {
  row.add(i / land.linkShare.length);
  row.add(land.before[i]! / (land.chars || 1));
  row.add(land.proseBefore[i]! / (land.prose || 1));
  row.add(land.titleAt < 0 ? UNKNOWN : signedLog(i - land.titleAt));
  row.add(land.titleAt < 0 ? UNKNOWN : signedLog(land.before[i]! - land.before[land.titleAt]!));
  row.add(Math.log1p(land.toProse[i]!));
  row.add(Math.log1p(land.sinceProse[i]!));
}

function addNeighbour(row: Row, { blocks, elements }: Page, land: Landscape, block: Block, i: number): void {
  const other = blocks[i];
  const element = other && elements[other.element]!;
  row.add(other ? Math.log1p(other.text.length) : -1);
  row.add(other ? land.linkShare[i]! : -1);
  row.add(element && (element.kinds & HEADING) !== 0 ? 1 : 0);
  row.add(element && element.parent === elements[block.element]!.parent ? 1 : 0);
}

/** The element of a block, its parent and grandparent. */
const LEVELS = 3;

function addSurroundings(row: Row, { elements }: Page, land: Landscape, index: number): void {
  for (let level = 0, at = index; level < LEVELS; level++, at = Math.max(0, elements[at]!.parent)) {
    row.add(Math.log1p(land.charsIn[at]!));
    row.add(land.linksIn[at]! / (land.charsIn[at]! || 1));
    row.add(land.proseIn[at]! / (land.prose || 1));
  }
  const kin = land.kin(index);
  row.add(Math.log1p(kin.blocks));
  row.add(Math.log1p(kin.chars / kin.blocks));
  row.add(kin.linkChars / (kin.chars || 1));
  row.add(land.stepsToTop[index]!);
  row.add(land.topSteps[index]!);
  row.add(land.mainProse[index]! / (land.prose || 1));
}
