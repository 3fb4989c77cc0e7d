/** A process that tries to create each key of a store and prints the ones it won. Arguments: folder, name, keys. */
import { FolderObjectStore } from '../../../lib/adapters/local/folder-object-store.ts';

const [folder = '', name = '', count = '0'] = process.argv.slice(2);
const store = await FolderObjectStore.open(folder);
const won: number[] = [];
for (let key = 0; key < Number(count); key++) {
  if ((await store.putIfAbsent(`log/${key}`, Buffer.from(name))) === 'created') won.push(key);
}
process.stdout.write(JSON.stringify(won));
