import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { createExclusive, type Exclusive } from '../disk/exclusive.ts';
import { openRegistry, type Registry, type Unavailable } from '../registry/registry.ts';
import {
  type CenterPaths,
  type CenterPublic,
  type CenterReadFailure,
  centerPaths,
  readCenter,
} from './folder.ts';
import type { CenterKeys } from './keys.ts';

/** The center that this run of the app works on; at most one, in one folder. */
export interface CenterSession {
  /** Changes of the center's files and registry, one after another. */
  readonly exclusive: Exclusive;
  /** `center-missing` when no folder was named, or there is no center in it. */
  read(): Promise<
    Result<{ readonly paths: CenterPaths; readonly center: CenterPublic }, CenterReadFailure>
  >;
  /** Where the center is or will be. */
  paths(): Result<CenterPaths, Failure<'center-missing'>>;
  keys(): Result<CenterKeys, Failure<'center-locked'>>;
  unlock(keys: CenterKeys): void;
  /** Whether the registry is on a server, whatever lies in the folder. */
  hasServer(): Promise<boolean>;
  /** Opened when first needed, and kept open. */
  registry(): Promise<Result<Registry, CenterReadFailure | Unavailable>>;
  /** Erases the keys and closes the registry. */
  close(): Promise<void>;
}

/** `registryUrl` names a server and goes before what `center.json` says. */
export function createCenterSession(
  folder: string | null,
  registryUrl: string | null,
): CenterSession {
  let keys: CenterKeys | null = null;
  let registry: Registry | null = null;
  const opening = createExclusive();
  const paths = (): Result<CenterPaths, Failure<'center-missing'>> =>
    folder === null ? fail({ kind: 'center-missing', file: '' }) : ok(centerPaths(folder));
  const read: CenterSession['read'] = async () => {
    const place = paths();
    if (!place.ok) return place;
    const center = await readCenter(place.value);
    return center.ok ? ok({ paths: place.value, center: center.value }) : center;
  };
  const open: CenterSession['registry'] = async () => {
    if (registry !== null) return ok(registry);
    const found = await read();
    if (!found.ok) return found;
    const opened = await openRegistry(found.value.paths.registry, await serverUrl());
    if (opened.ok) registry = opened.value;
    return opened;
  };
  const serverUrl = async (): Promise<string | null> => {
    const found = await read();
    return registryUrl ?? (found.ok ? found.value.center.description.registry : null) ?? null;
  };
  return {
    exclusive: createExclusive(),
    hasServer: async () => (await serverUrl()) !== null,
    paths,
    read,
    keys: () => (keys === null ? fail({ kind: 'center-locked' }) : ok(keys)),
    unlock: (opened) => {
      keys = opened;
    },
    registry: () => opening(open),
    close: async () => {
      keys?.authority.fill(0);
      keys?.signer.fill(0);
      keys = null;
      await registry?.close();
      registry = null;
    },
  };
}
