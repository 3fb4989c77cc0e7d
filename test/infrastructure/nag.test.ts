import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { synthesized } from './synthesized.ts';

// Synthesis throws on a finding that nobody acknowledged.
test('the stack meets AwsSolutions; what it does not is acknowledged where it is done, with the reason', () => {
  expect(synthesized).not.toThrow();
});

test('the checks find what they are for', () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'article-lake-nag-')) });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  new Bucket(new Stack(app, 'Careless'), 'Bucket');
  expect(() => app.synth()).toThrow('AwsSolutions-S1');
});
