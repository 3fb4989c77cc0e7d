import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startEmulator } from '/work/main/test/e2e/emulator.ts';
const emulator = await startEmulator();
Object.assign(process.env, emulator.environment);
console.log(emulator.endpoint);
const { deploy, eventually } = await import('/work/main/test/e2e/deployed-lake.ts');
try {
  console.time('deploy');
  const lake = await deploy();
  console.timeEnd('deploy');
  console.log(lake.landingBucket, lake.deadLettersUrl);
  const s3 = new S3Client({});
  await s3.send(new PutObjectCommand({ Bucket: lake.landingBucket, Key: 'a b+c.txt', Body: 'The council met on Monday to decide how the old mill should be used after its long repair.' }));
  console.time('doc');
  const heads = await eventually('head', async () => { const h = await Array.fromAsync(lake.catalog.heads(lake.landingBucket)); return h.length ? h : null; }, 40000).catch(e => e);
  console.timeEnd('doc');
  console.log(heads);
  console.time('row');
  const rows = await eventually('rows', async () => { const h = await Array.fromAsync(lake.lake.list('')); return h.some((x) => x.key.startsWith('documents/')) ? h : null; }, 40000).catch(e => e);
  console.timeEnd('row');
  console.log(rows);
} catch (e) { console.log(e); }
finally { if (!process.env.KEEP) await emulator.stop(); process.exit(0); }
