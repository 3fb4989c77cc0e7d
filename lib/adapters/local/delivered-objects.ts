import type { ObjectName } from '../../core/model.ts';
import type { Catalog } from '../../ports/catalog.ts';
import type { NamedObject } from '../../ports/landing.ts';
import type { FolderLanding } from './folder-landing.ts';

interface Source {
  readonly landing: FolderLanding;
  readonly catalog: Pick<Catalog, 'heads'>;
}

/**
 * All that an ingest of these paths has to look at: every file there, and then what the catalog knows from there that is gone,
 * with size 0. A path that names one file says nothing of its neighbours. A folder that may not be listed is one problem, and stops
 * nothing else; what is known from there is looked at, and does not count as gone while it can't be read.
 */
export async function* deliveredObjects(source: Source, paths: readonly string[]): AsyncIterable<NamedObject> {
  const seen = new Set<string>();
  for (const path of paths) {
    const problems: NamedObject[] = [];
    yield* unseen(
      source.landing.files(path, (name, { message }) => problems.push({ ...name, size: 0, problem: message })),
      seen,
    );
    yield* problems;
  }
  for (const path of paths) yield* unseen(knownObjects(source, path), seen);
}

async function* unseen<T extends ObjectName>(objects: AsyncIterable<T>, seen: Set<string>): AsyncIterable<T> {
  for await (const object of objects) {
    const name = `${object.bucket}\n${object.key}`;
    if (seen.has(name)) continue;
    seen.add(name);
    yield object;
  }
}

async function* knownObjects({ landing, catalog }: Source, path: string): AsyncIterable<NamedObject> {
  const own = await landing.locate(path);
  if (own.isFile) return;
  for (const bucket of await landing.bucketsUnder(path)) {
    for await (const { key, status } of catalog.heads(bucket, bucket === own.bucket ? own.prefix : '')) {
      if (status !== 'deleted') yield { bucket, key, size: 0 };
    }
  }
}
