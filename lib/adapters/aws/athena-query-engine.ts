import { setTimeout } from 'node:timers/promises';
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  type QueryExecutionStatus,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { TransientError, UsageError } from '../../core/errors.ts';
import type { QueryEngine, QueryResult } from '../../ports/query-engine.ts';
import { plainCell } from './athena-values.ts';
import { awsError, nameOf, translated } from './errors.ts';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;
/** Athena's own limit for a statement that reads. */
const MAX_WAIT_MS = 30 * 60_000;
/** `AthenaError.ErrorCategory` of failures that are not the query's fault. */
const SYSTEM_ERROR = 1;

/**
 * Athena over the Glue tables. It reads each table's Delta log itself, so that a query sees one version of every table
 * without being told which: the snapshots are not used.
 */
export class AthenaQueryEngine implements QueryEngine {
  readonly #client: AthenaClient;
  readonly #workGroup: string;
  readonly #database: string;

  constructor(client: AthenaClient, workGroup: string, database: string) {
    this.#client = client;
    this.#workGroup = workGroup;
    this.#database = database;
  }

  async query(sql: string): Promise<QueryResult> {
    const id = await this.#start(sql);
    await this.#finish(id);
    const first = await this.#page(id);
    const columns = (first.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name, Type }) => ({
      name: Name ?? '',
      type: Type ?? 'varchar',
    }));
    return { columns, rows: this.#rows(id, first, columns) };
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }

  async #start(sql: string): Promise<string> {
    const command = new StartQueryExecutionCommand({
      QueryString: sql,
      WorkGroup: this.#workGroup,
      QueryExecutionContext: { Database: this.#database },
    });
    try {
      return (await this.#client.send(command)).QueryExecutionId!;
    } catch (error) {
      if (nameOf(error) === 'InvalidRequestException') {
        throw new UsageError(`Athena can't run this: ${(error as Error).message}`, { cause: error });
      }
      throw awsError('Starting a query', error);
    }
  }

  async #finish(id: string): Promise<void> {
    let waited = 0;
    for (let wait = FIRST_WAIT_MS; waited < MAX_WAIT_MS; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      const command = new GetQueryExecutionCommand({ QueryExecutionId: id });
      const { QueryExecution } = await translated('Waiting for a query', () => this.#client.send(command));
      if (isDone(id, QueryExecution?.Status)) return;
      await setTimeout(wait);
      waited += wait;
    }
    throw new TransientError(`Query ${id} did not end within ${MAX_WAIT_MS / 60_000} minutes.`);
  }

  async *#rows(id: string, first: GetQueryResultsCommandOutput, columns: QueryResult['columns']): AsyncIterable<unknown[]> {
    let page = first;
    // The first row of a SELECT repeats the names of the columns.
    let rows = (page.ResultSet?.Rows ?? []).slice(1);
    for (;;) {
      for (const { Data = [] } of rows) yield columns.map(({ type }, at) => plainCell(type, Data[at]?.VarCharValue));
      if (page.NextToken === undefined) return;
      page = await this.#page(id, page.NextToken);
      rows = page.ResultSet?.Rows ?? [];
    }
  }

  #page(id: string, token?: string): Promise<GetQueryResultsCommandOutput> {
    const command = new GetQueryResultsCommand({ QueryExecutionId: id, NextToken: token });
    return translated('Reading the answer of a query', () => this.#client.send(command));
  }
}

function isDone(id: string, status: QueryExecutionStatus | undefined): boolean {
  const { State, StateChangeReason = 'no reason given', AthenaError } = status ?? {};
  if (State === 'CANCELLED') throw new UsageError(`Query ${id} was cancelled: ${StateChangeReason}`);
  if (State !== 'FAILED') return State === 'SUCCEEDED';
  if (AthenaError?.ErrorCategory === SYSTEM_ERROR) throw new TransientError(`Athena failed: ${StateChangeReason}`);
  throw new UsageError(`Athena can't run this: ${StateChangeReason}`);
}
