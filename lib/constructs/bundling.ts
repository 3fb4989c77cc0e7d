/** How the Lambdas are bundled: by the installed esbuild, without Docker. Data, so that tests and benchmarks bundle alike. */

/** An ES module has no `require`, which CommonJS packages in it call. The odd name can't meet one of theirs. */
const REQUIRE_BANNER =
  "import { createRequire as __articleLakeCreateRequire } from 'node:module'; const require = __articleLakeCreateRequire(import.meta.url);";

export const BUNDLE = {
  minify: true,
  sourceMap: false,
  target: 'node24',
  /** ES modules first: they can be shaken; half of the SDK falls off. */
  mainFields: ['module', 'main'],
  banner: REQUIRE_BANNER,
  /** Nothing is left out, not even the SDK: the runtime's own loads slower, and changes without us. */
  external: [] as string[],
} as const;
