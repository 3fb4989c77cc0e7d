import { startEmulator } from './emulator.ts';

/** One emulator for the whole run; tests that start later inherit the environment that points to it. */
export default async function setup(): Promise<() => Promise<void>> {
  const emulator = await startEmulator();
  Object.assign(process.env, emulator.environment);
  return emulator.stop;
}
