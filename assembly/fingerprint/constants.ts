import { CONSTANTS } from './memory';

/**
 * What vectors are compared and combined with, in memory: what is loaded stays in a register, where the engine makes a constant of 16
 * bytes anew for every use.
 */
export const BEYOND_ASCII: usize = CONSTANTS;
export const SPACES: usize = CONSTANTS + 16;
/** The first letter and the first digit become the lowest number by these, since only signed numbers are compared in one step. */
export const TO_LETTERS: usize = CONSTANTS + 32;
export const TO_DIGITS: usize = CONSTANTS + 48;
export const LETTERS_END: usize = CONSTANTS + 64;
export const DIGITS_END: usize = CONSTANTS + 80;
/** Of the hash of a run; see `hash.ts`. */
export const HIGH_BASES: usize = CONSTANTS + 96;
export const MIXES: usize = CONSTANTS + 112;
/** Sixteen bytes of ones, then sixteen of zeros: those from 16 − n on keep the first n of 16 bytes. */
export const MASKS: usize = CONSTANTS + 128;
export const EIGHTS: usize = CONSTANTS + 160;

export function storeConstants(highBase: u32, mix: u32): void {
  v128.store(BEYOND_ASCII, i16x8.splat(-128));
  v128.store(SPACES, i8x16.splat(0x20));
  v128.store(TO_LETTERS, i8x16.splat(<i8>(0x80 - 0x61)));
  v128.store(TO_DIGITS, i8x16.splat(<i8>(0x80 - 0x30)));
  v128.store(LETTERS_END, i8x16.splat(-128 + 26));
  v128.store(DIGITS_END, i8x16.splat(-128 + 10));
  v128.store(HIGH_BASES, i32x4.splat(highBase));
  v128.store(MIXES, i32x4.splat(mix));
  v128.store(MASKS, i8x16.splat(-1));
  v128.store(MASKS + 16, i8x16.splat(0));
  v128.store(EIGHTS, i16x8.splat(8));
}
