/** The stack, deployed to the emulator by the CDK's own command. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
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
  /** Deploys again; what the command says. */
  readonly deployAgain: () => Promise<string>;
}

/** Bootstraps, deploys and opens. The windows are short: a test has no articles to wait for. */
export async function deploy(): Promise<DeployedLake> {
  const folder = mkdtempSync(join(tmpdir(), 'article-lake-deploy-'));
  const assembly = join(folder, 'assembly');
  const context = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')).context;
  const app = new App({ outdir: assembly, context });
  const settings = settingsFrom({ ingestWindowSeconds: 1, exportWindowSeconds: 1 });
  withoutUnknown(new ArticleLakeStack(app, 'ArticleLake', { settings }));
  app.synth();
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
    deployAgain,
  };
}

/** The emulator refuses a template with a type that it doesn't know. */
function withoutUnknown(stack: Stack): void {
  for (const construct of stack.node.findAll()) {
    if (CfnResource.isCfnResource(construct) && UNKNOWN_TO_EMULATOR.includes(construct.cfnResourceType))
      construct.node.scope!.node.tryRemoveChild(construct.node.id);
  }
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
