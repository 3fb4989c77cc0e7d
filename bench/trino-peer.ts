/** Trino, embedded, with its connector for Delta Lake, which reads a lake by the log as `article-lake ddl trino` says. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ddlStatements } from '../lib/core/lake/ddl.ts';

const FOLDER = join(import.meta.dirname, 'peers/trino');
/** What Maven has in the server's archive only; the rest of the connector's class path comes with that of the one for Hive. */
const CONNECTOR = ['io.trino_trino-delta-lake-476.jar', 'io.delta_delta-kernel-api-3.3.1.jar'];

/** Answers as JSON. `java` is of version 24 or newer; the lake is a folder in `home`, which takes the engine too. */
export function askTrino(java: string, lake: string, home: string, questions: Record<string, string>): string {
  // The session is in the catalog and schema from the beginning.
  const ddl = ddlStatements('trino', `local:///${lake}/lake`).filter((statement) => !statement.startsWith('USE '));
  const input = JSON.stringify({ statements: ['CREATE SCHEMA "default"', ...ddl], questions });
  const run = ['-cp', [classPath(home), connector(home)].join(delimiter), join(FOLDER, 'Answers.java'), home];
  return execFileSync(java, run, { input, encoding: 'utf8', maxBuffer: 2 ** 28, stdio: 'pipe' });
}

/** Maven fetches what is not here yet. */
function maven(...goal: string[]): void {
  execFileSync('mvn', ['-q', '-f', join(FOLDER, 'pom.xml'), ...goal], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function classPath(home: string): string {
  const file = join(home, 'class-path.txt');
  maven('dependency:build-classpath', `-Dmdep.outputFile=${file}`);
  return readFileSync(file, 'utf8').trim();
}

function connector(home: string): string {
  maven('dependency:copy', '-Dartifact=io.trino:trino-server:476:tar.gz', `-DoutputDirectory=${home}`);
  const files = CONNECTOR.map((name) => `trino-server-476/plugin/delta-lake/${name}`);
  execFileSync('tar', ['-xzf', join(home, 'trino-server-476.tar.gz'), '-C', home, ...files]);
  return files.map((file) => join(home, file)).join(delimiter);
}
