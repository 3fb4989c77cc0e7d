/** The stack as CloudFormation gets it. Without the code of the Lambdas: test/lambdas/bundles.test.ts looks into that. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ArticleLakeStack } from '../../lib/article-lake-stack.ts';
import { settingsFrom } from '../../lib/settings.ts';

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the properties are whatever CloudFormation has for the type
  readonly Properties: Record<string, any>;
  readonly DeletionPolicy?: string;
}

export interface Synthesized {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Readonly<Record<string, { readonly Value: unknown }>>;
  readonly missingContext: readonly unknown[];
}

let cached: Synthesized | undefined;

export function synthesized(): Synthesized {
  cached ??= synthesize();
  return cached;
}

/** With these settings instead of those of cdk.json. */
export function synthesize(settings?: object): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'article-lake-synth-'));
  const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'cdk.json'), 'utf8'));
  const app = new App({ outdir, context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  new ArticleLakeStack(app, 'ArticleLake', { settings: settingsFrom(settings ?? context['article-lake']) });
  const assembly = app.synth();
  const { Resources, Outputs } = assembly.getStackByName('ArticleLake').template;
  return {
    resources: Resources,
    outputs: Outputs,
    missingContext: assembly.manifest.missing ?? [],
  };
}

/** Resources of a type, by logical id. */
export function ofType(type: string): [string, Resource][] {
  return Object.entries(synthesized().resources).filter(([, resource]) => resource.Type === type);
}

/** The only resource of the type whose logical id begins so. */
export function one(type: string, prefix = ''): Resource & { readonly id: string } {
  const found = ofType(type).filter(([id]) => id.startsWith(prefix));
  if (found.length !== 1)
    throw new Error(`${found.length} resources of ${type} begin with ${prefix}: ${found.map(([id]) => id)}`);
  return { id: found[0]![0], ...found[0]![1] };
}
