import type { CommitOptions } from '../../lib/pipeline/commit.ts';
import type { FilePorts } from '../../lib/pipeline/data-files.ts';
import { type StoriesReport, tellStories } from '../../lib/pipeline/stories.ts';
import type { Ports } from '../../lib/ports/ports.ts';
import { bind } from '../edge/bind.ts';
import { newId } from '../edge/new-id.ts';

/** Groups the articles into stories, from the first day that changed on. */
export function createHandler(ports: FilePorts & Pick<Ports, 'telemetry'>, options: CommitOptions): () => Promise<StoriesReport> {
  return async () => {
    const report = await tellStories(ports, options);
    ports.telemetry.count('story_rows_written', report.rowsWritten);
    return report;
  };
}

export const handler = bind<unknown, StoriesReport>((lake) => createHandler(lake, { newId }));
