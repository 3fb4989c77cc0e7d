/** What is used of WebAssembly: TypeScript knows it by a browser's types only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports?: object) => { readonly exports: unknown };
};

/** Compiles a module of `assembly/`, as it is committed; each call of what comes back starts an instance with a memory of its own. */
export function compiled<Exports>(base64: string): (imports?: object) => Exports {
  const module = new WebAssembly.Module(Buffer.from(base64, 'base64'));
  return (imports) => new WebAssembly.Instance(module, imports).exports as Exports;
}
