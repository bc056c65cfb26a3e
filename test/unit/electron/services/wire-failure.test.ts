import { describe, expect, it } from 'vitest';
import type { FileFailureKind } from '../../../../electron/services/disk/file-failure.ts';
import { diskRefusal, vaultRefusal } from '../../../../electron/services/wire-failure.ts';

const file = '/home/a';

describe('failures in the words of the contract', () => {
  it.each<[FileFailureKind, string]>([
    ['disk-full', 'disk-full'],
    ['read-only', 'read-only'],
    ['exists', 'file-exists'],
    ['missing', 'not-readable'],
    ['not-readable', 'not-readable'],
    ['not-writable', 'not-writable'],
    ['too-large', 'not-writable'],
    ['device-error', 'not-writable'],
  ])('a file: %s is %s', (kind, expected) => {
    expect(diskRefusal({ kind, file, code: 'E1' })).toMatchObject({ kind: expected, file });
  });

  it('a vault: a missing file is no identity, an existing one is never replaced', () => {
    expect(vaultRefusal({ kind: 'missing', file, code: 'ENOENT' }, file)).toEqual({
      kind: 'no-identity',
    });
    expect(vaultRefusal({ kind: 'exists', file, code: 'EEXIST' }, file)).toEqual({
      kind: 'identity-exists',
    });
    expect(vaultRefusal({ kind: 'weak-passphrase', problem: 'too-short' }, file)).toEqual({
      kind: 'weak-passphrase',
      least: 10,
    });
    expect(vaultRefusal({ kind: 'damaged' }, file)).toEqual({ kind: 'identity-damaged', file });
  });
});
