import path from 'node:path';
import { parseArgs } from 'node:util';

/** Which folders this run of the app works on. Absolute paths. */
export interface LaunchOptions {
  readonly home: string;
  /** The expert's or chair's folder; `home/profile` unless given. */
  readonly profile: string;
  /** A center's folder, where one is to be worked on. */
  readonly center: string | null;
}

/** Reads `--home DIR --profile DIR --center DIR` among whatever else a launcher passes. */
export function launchOptions(argv: readonly string[], defaultHome: string): LaunchOptions {
  const { values } = parseArgs({
    args: argv.slice(1),
    options: { home: { type: 'string' }, profile: { type: 'string' }, center: { type: 'string' } },
    strict: false,
  });
  const folder = (value: string | boolean | undefined): string | null =>
    typeof value === 'string' ? path.resolve(value) : null;
  const home = folder(values.home) ?? path.resolve(defaultHome);
  return {
    home,
    profile: folder(values.profile) ?? path.join(home, 'profile'),
    center: folder(values.center),
  };
}
