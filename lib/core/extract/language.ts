import { model } from '../models.ts';
import { languageByStopWords } from './stop-words.ts';

export interface Language {
  /** ISO 639-1; null when nothing is sure. */
  readonly code: string | null;
  /** 0 to 1. */
  readonly score: number | null;
}

/** Longer samples change no answer and cost time. */
export const SAMPLE_CHARS = 3_000;

/** The language of a text. */
export function languageOf(text: string): Language {
  const sample = text.slice(0, SAMPLE_CHARS);
  const sure = languageByStopWords(sample);
  if (sure) return { code: sure.code, score: rounded(sure.score) };
  const guess = model('language').guess(sample);
  return guess ? { code: guess.code, score: rounded(guess.score) } : { code: null, score: null };
}

const rounded = (score: number): number => Math.round(Math.min(1, score) * 1_000) / 1_000;

/** The two letters of a stated language (`en-GB`, `de_DE`); null for anything else. */
export const languageCodeOf = (stated: string | undefined): string | null =>
  /^([a-z]{2})(?:[-_]|$)/i.exec(stated ?? '')?.[1]?.toLowerCase() ?? null;
