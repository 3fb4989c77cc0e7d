// The package types only its main entry, and exports neither its data nor its tables.
declare module '*/eld/src/ngrams/extrasmall.js' {
  export const ngramsData: {
    readonly languages: Readonly<Record<number, string>>;
    /** By n-gram, the score of each language that has it. */
    readonly ngrams: Readonly<Record<string, Readonly<Record<number, number>>>>;
  };
}
declare module '*/eld/src/avgScore.js' {
  export const avgScore: Readonly<Record<string, number>>;
}
declare module '*/eld/src/dictionary.js' {
  export const dictionary: readonly string[];
}
declare module '*/eld/src/regexPatterns.js' {
  export const separators: RegExp;
}
declare module 'eld/extrasmall' {
  export const eld: {
    detect(text: string): { language: string; getScores(): Record<string, number>; isReliable(): boolean };
  };
}
