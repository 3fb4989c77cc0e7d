// The package types only its main entry, which loads its data asynchronously.
declare module 'eld/extrasmall' {
  export const eld: {
    detect(text: string): { language: string; getScores(): Record<string, number>; isReliable(): boolean };
  };
}
