/** The AWS emulator of the end-to-end tests: installed into an ignored folder of the repository, bound to loopback only. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const ROOT = join(import.meta.dirname, '..', '..');
const HOME = join(ROOT, '.emulator');
const PACKAGE = 'ministack[full]==1.5.33';
const BIN = join(HOME, 'venv', process.platform === 'win32' ? 'Scripts' : 'bin');
const HOST = '127.0.0.1';
const START_MS = 60_000;

export interface Emulator {
  readonly endpoint: string;
  /** What the SDK and the CDK need to find it. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts an empty emulator on a free port; throws, with what to do, when that can't be done. */
export async function startEmulator(): Promise<Emulator> {
  await install();
  const port = await freePort();
  await mkdir(HOME, { recursive: true });
  const scratch = await mkdtemp(join(HOME, 'run-'));
  // The emulator's own script around a function is CommonJS, which the repository's package.json says it isn't.
  await writeFile(join(scratch, 'package.json'), '{"type":"commonjs"}');
  // The emulator unpacks functions below TMPDIR and gives them no SDK: like this they find ours.
  await symlink(join(ROOT, 'node_modules'), join(scratch, 'node_modules'), 'junction');
  const endpoint = `http://${HOST}:${port}`;
  const environment = environmentOf(endpoint);
  const child = spawn(join(BIN, 'ministack'), {
    cwd: scratch,
    env: { ...process.env, ...environment, ...settingsOf(port, scratch) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = tailOf(child);
  const stop = async () => {
    await end(child);
    await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    await untilReady(endpoint, child, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, environment, stop };
}

function settingsOf(port: number, scratch: string): Record<string, string> {
  return {
    BIND_HOST: HOST,
    MINISTACK_HOST: HOST,
    GATEWAY_PORT: String(port),
    // Else a broker for MQTT listens on every interface.
    IOT_MTLS_ENABLED: '0',
    TMPDIR: scratch,
    S3_DATA_DIR: join(scratch, 's3'),
    NODE_PATH: join(ROOT, 'node_modules'),
    // Functions run on whatever `node` comes first, whichever runtime they ask for.
    PATH: `${join(process.execPath, '..')}:${process.env.PATH}`,
  };
}

function environmentOf(endpoint: string): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    // Nothing must be asked of a real account.
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(HOME, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(HOME, 'no-credentials'),
  };
}

async function install(): Promise<void> {
  if (existsSync(join(BIN, 'ministack'))) return;
  const python = process.env.PYTHON ?? 'python3';
  try {
    await mkdir(HOME, { recursive: true });
    await run(python, ['-m', 'venv', join(HOME, 'venv')]);
    await run(join(BIN, 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', PACKAGE]);
  } catch (cause) {
    await rm(join(HOME, 'venv'), { recursive: true, force: true });
    throw new Error(
      `The end-to-end tests need the AWS emulator ${PACKAGE}, and installing it into ${HOME} failed. They need Python 3.11 or later with venv and pip (as \`${python}\`, or named by PYTHON), and a package index: ${messageOf(cause)}`,
      { cause },
    );
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? address!.port : 0;
}

async function untilReady(endpoint: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The AWS emulator ended with ${child.exitCode}:\n${log()}`);
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error(`The AWS emulator was not ready after ${START_MS / 1000} s:\n${log()}`);
    await setTimeout(100);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const late = Symbol('late');
  const timer = new AbortController();
  const outcome = await Promise.race([exit, setTimeout(5_000, late, { signal: timer.signal })]);
  timer.abort();
  if (outcome !== late) return;
  child.kill('SIGKILL');
  await exit;
}

/** The end of what the process wrote. */
function tailOf(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-4_000);
    });
  }
  return () => text;
}

function messageOf(cause: unknown): string {
  const { message, stderr } = cause as { message?: string; stderr?: string };
  return [message, stderr].filter(Boolean).join('\n').slice(-2_000);
}
