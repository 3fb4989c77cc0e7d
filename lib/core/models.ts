import type { LanguageModel } from './extract/language-model.ts';

/** Tables of megabytes that most documents do without: loaded when a document first needs them, and kept. */
export interface Models {
  /** Guesses the charset of bytes. */
  readonly charset: typeof import('jschardet').detect;
  /** Guesses the language of a text. The smallest data set: whole articles are long enough for it. */
  readonly language: LanguageModel;
}

const LOADERS: { readonly [Name in keyof Models]: () => Promise<Models[Name]> } = {
  charset: async () => (await import('jschardet')).detect,
  language: async () => {
    const [{ LanguageModel }, data] = await Promise.all([import('./extract/language-model.ts'), import('./extract/eld-data.ts')]);
    return new LanguageModel(data);
  },
};
const loaded: Partial<Models> = {};

class ModelNeeded extends Error {
  readonly model: keyof Models;

  constructor(model: keyof Models) {
    super(`The ${model} model is not loaded: parse inside withModels.`);
    this.model = model;
  }
}

/** The model; unless it is loaded, `withModels` starts again with it. */
export function model<Name extends keyof Models>(name: Name): Models[Name] {
  const found = loaded[name];
  if (!found) throw new ModelNeeded(name);
  return found;
}

/**
 * Runs a pure function that may ask for models. It is run again for each one that is missing, which happens once a process:
 * so every decoder and rule stays synchronous, and a corpus in plain UTF-8 and common languages loads none.
 */
export async function withModels<T>(run: () => T | Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ModelNeeded)) throw error;
      await loadModels([error.model]);
    }
  }
}

/** Loads models ahead of need. */
export async function loadModels(names: readonly (keyof Models)[]): Promise<void> {
  for (const name of names) Object.assign(loaded, { [name]: await LOADERS[name]() });
}
