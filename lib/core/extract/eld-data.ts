/**
 * The tables of the language detector ELD (Nito T.M., Apache-2.0), which its package does not export; its version is pinned, and a
 * test holds our answers to its own.
 */
export { avgScore } from '../../../node_modules/eld/src/avgScore.js';
export { dictionary } from '../../../node_modules/eld/src/dictionary.js';
export { ngramsData } from '../../../node_modules/eld/src/ngrams/extrasmall.js';
export { separators } from '../../../node_modules/eld/src/regexPatterns.js';
