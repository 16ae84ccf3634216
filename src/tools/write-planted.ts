import { writeInside } from '../platform/write-inside.ts';
import type { Planting } from './tool.ts';

/** Writes what is planted before the command starts, for runners that compile before they run. `dir`: the checkout's real path. */
export function writePlanted(dir: string, { path, text, probed, probe }: Planting): Promise<void> {
  return writeInside(dir, [{ path, text, isAppended: false }, ...probed.map((file) => ({ path: file, text: probe, isAppended: true }))]);
}
