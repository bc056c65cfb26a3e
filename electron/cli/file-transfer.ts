import type { Failure } from '../../shared/failures.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { FileStore } from '../services/index.ts';

/** Tokens of the files that were named on the command line, in their order. */
export async function mintAll(
  files: FileStore,
  paths: readonly string[],
): Promise<Result<string[], Failure>> {
  const tokens: string[] = [];
  for (const path of paths) {
    const minted = await files.mint(path);
    if (!minted.ok) return minted;
    tokens.push(minted.value.token);
  }
  return ok(tokens);
}

/** Puts what the services made where the command line says. */
export function deliver(
  files: FileStore,
  token: string,
  out: string,
): Promise<Result<{ readonly name: string }, Failure>> {
  return files.deliver(token, out);
}
