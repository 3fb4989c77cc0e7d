/** The stack, deployed to the emulator by the CDK's own command. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { App, CfnResource, type Stack } from 'aws-cdk-lib';
import { configFromEnvironment } from '../../lib/adapters/aws/config.ts';
import { type AwsLake, openAws } from '../../lib/adapters/aws/open-aws.ts';
import { ArticleLakeStack } from '../../lib/article-lake-stack.ts';
import { VARIABLES } from '../../lib/core/deployment.ts';
import { settingsFrom } from '../../lib/settings.ts';

/** Of alarms it knows those of one metric only. */
const UNKNOWN_TO_EMULATOR = ['AWS::Athena::NamedQuery', 'AWS::CloudWatch::Alarm'];

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const CDK = join(ROOT, 'node_modules', '.bin', 'cdk');

export interface DeployedLake extends AwsLake {
  readonly landingBucket: string;
  readonly queueUrl: string;
  readonly deadLettersUrl: string;
  /** A bucket that was there before. */
  readonly sourceBucket: string;
  readonly backfillArn: string;
  /** Deploys again; what the command says. */
  readonly deployAgain: () => Promise<string>;
  readonly destroy: () => Promise<string>;
}

/** Bootstraps, deploys and opens. The windows are short: a test has no articles to wait for. */
export async function deploy(sourceBucket: string): Promise<DeployedLake> {
  const folder = mkdtempSync(join(tmpdir(), 'article-lake-deploy-'));
  const assembly = join(folder, 'assembly');
  const context = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')).context;
  const app = new App({ outdir: assembly, context });
  const settings = settingsFrom({ ingestWindowSeconds: 1, exportWindowSeconds: 1, sourceBuckets: [sourceBucket] });
  withoutUnknown(new ArticleLakeStack(app, 'ArticleLake', { settings }));
  withoutBatches(app.synth().getStackByName('ArticleLake').templateFullPath);
  const cdk = async (...args: string[]) => {
    const { stdout, stderr } = await run(CDK, [...args, '--app', assembly, '--ci'], { cwd: folder, maxBuffer: 1 << 24 });
    return stdout + stderr;
  };
  await cdk('bootstrap', 'aws://000000000000/us-east-1');
  const deployAgain = () => cdk('deploy', '--require-approval', 'never', '--outputs-file', join(folder, 'outputs.json'));
  await deployAgain();
  const outputs = JSON.parse(readFileSync(join(folder, 'outputs.json'), 'utf8')).ArticleLake;
  const config = configFromEnvironment({
    [VARIABLES.landingBucket]: outputs.LandingBucket,
    [VARIABLES.lakeBucket]: outputs.LakeBucket,
    [VARIABLES.catalogTable]: outputs.CatalogTable,
    [VARIABLES.queueUrl]: outputs.WorkQueueUrl,
  });
  return {
    ...openAws(config),
    landingBucket: config.landingBucket,
    queueUrl: config.queueUrl,
    deadLettersUrl: outputs.DeadLettersUrl,
    sourceBucket,
    backfillArn: /--state-machine-arn (\S+)/.exec(outputs.BackfillCommand)![1]!,
    deployAgain,
    destroy: () => cdk('destroy', '--force'),
  };
}

/** The emulator refuses a template with a type that it doesn't know. */
function withoutUnknown(stack: Stack): void {
  for (const construct of stack.node.findAll()) {
    if (CfnResource.isCfnResource(construct) && UNKNOWN_TO_EMULATOR.includes(construct.cfnResourceType))
      construct.node.scope!.node.tryRemoveChild(construct.node.id);
  }
}

/**
 * The emulator's distributed map takes no account of ItemBatcher: each execution gets one item, bare. And it sends a batch in
 * SQS's old protocol, in which the entries have another name and are numbered. The names and messages are made as in AWS.
 */
function withoutBatches(template: string): void {
  const parsed = JSON.parse(readFileSync(template, 'utf8')) as { Resources: Record<string, { Properties: Definition }> };
  for (const { Properties } of Object.values(parsed.Resources)) {
    const parts = Properties?.DefinitionString?.['Fn::Join'][1] ?? [];
    for (const [at, part] of parts.entries()) if (typeof part === 'string') parts[at] = forEmulator(part);
  }
  writeFileSync(template, JSON.stringify(parsed));
}

interface Definition {
  readonly DefinitionString?: { readonly 'Fn::Join': readonly [string, unknown[]] };
}

function forEmulator(definition: string): string {
  return definition
    .replaceAll('$states.input.Items', '[$states.input]')
    .replace('"Entries":"{% [$map(', String.raw`"SendMessageBatchRequestEntry":"{% {\"1\":$map(`)
    .replace('})] %}', '})} %}');
}

/** Asks again until the answer is not null, but not for ever. */
export async function eventually<T>(what: string, ask: () => Promise<T | null>, limitMs = 90_000): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > deadline) throw new Error(`Not within ${limitMs / 1000} s: ${what}.`);
    await setTimeout(500);
  }
}
