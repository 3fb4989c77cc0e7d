import { Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Catalog } from './catalog.ts';
import type { Exporting } from './exporting.ts';
import type { Ingestion } from './ingestion.ts';
import type { Maintenance } from './maintenance.ts';
import { age, counted, FIVE_MINUTES, lag, waiting } from './metrics.ts';
import type { WorkQueue } from './work-queue.ts';

export interface DashboardProps {
  readonly work: WorkQueue;
  readonly ingestion: Ingestion;
  readonly exporting: Exporting;
  readonly catalog: Catalog;
  readonly maintenance: Maintenance;
}

/** One page of graphs. */
export function addDashboard(scope: Construct, { work, ingestion, exporting, catalog, maintenance }: DashboardProps): void {
  const { sweep, compact, vacuum, stories } = maintenance;
  const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 8 });
  const outcomes = ['live', 'rejected', 'deleted'].map((status) => counted('ingest', `settled_${status}`));
  new Dashboard(scope, 'Dashboard', {
    widgets: [
      [
        graph('Settled', outcomes),
        graph('Exported', [counted('export', 'changes_exported'), counted('export', 'documents_waiting')]),
        graph('Behind', [age(work.queue), lag(exporting)]),
      ],
      [
        graph('Dead letters', [waiting(work.deadLetters), waiting(exporting.deadLetters)]),
        graph('Duration', [ingestion.fn.metricDuration(FIVE_MINUTES), exporting.fn.metricDuration(FIVE_MINUTES)]),
        graph('Found by the sweeper', [counted('sweep', 'sweep_missed'), counted('sweep', 'sweep_stale')]),
      ],
      [
        graph('Write units', [catalog.table.metricConsumedWriteCapacityUnits(FIVE_MINUTES)]),
        graph('Races', [counted('ingest', 'lost_races'), counted('ingest', 'forced'), counted('ingest', 'crowded_keys')]),
        graph('Files', [
          counted('export', 'files_written'),
          counted('compact', 'files_merged'),
          counted('vacuum', 'files_deleted'),
        ]),
      ],
      [
        graph(
          'Errors',
          [ingestion.fn, exporting.fn, sweep, compact, vacuum, stories].map((fn) =>
            fn.metricErrors({ ...FIVE_MINUTES, label: fn.node.path }),
          ),
        ),
      ],
    ],
  });
}
