import type { RoundFile } from '../../../shared/bundle.ts';
import type { VerdictReport } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readAuthority, trustedCenter } from '../rounds/trusted-center.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import { reportOf } from './intake.ts';
import { judgeWorkbook, unreadReport } from './judging.ts';
import { workbookLimit } from './store.ts';

/**
 * Anybody may have workbooks verified: under a center's certificate, else under the center that is known here. Each file
 * gets its own report, one that cannot be read too.
 */
export function verifyMethods(context: ServiceContext): Methods<'workbooks.verify'> {
  const { files, compute, platform } = context;
  return {
    'workbooks.verify': async ({ files: tokens, authority: token }) => {
      const authority =
        token === undefined
          ? ok(await knownAuthority(context))
          : await givenAuthority(context, token);
      if (!authority.ok) return authority;
      const revoked = await revocations(context, authority.value);
      const reports: VerdictReport[] = [];
      for (const each of tokens) {
        const name = files.nameOf(each) ?? '';
        const bytes = await files.read(each, workbookLimit);
        if (!bytes.ok) {
          if (bytes.failure.kind === 'unknown-file') return fail(bytes.failure);
          reports.push(unreadReport(name, bytes.failure));
          continue;
        }
        const verification = await judgeWorkbook(compute, {
          bytes: bytes.value,
          authority: authority.value,
          now: platform.now(),
          revoked,
        });
        reports.push(reportOf(name, verification));
      }
      return ok(reports);
    },
  };
}

async function knownAuthority({ profile, center }: ServiceContext): Promise<Uint8Array | null> {
  const trusted = await trustedCenter(profile.paths.center);
  if (trusted.ok && trusted.value !== null) return trusted.value.certificate;
  const own = await center.read();
  return own.ok ? own.value.center.authority : null;
}

/** What is known here of revoked certificates of this center: its own list, or what came with the rounds of whoever is in. */
async function revocations(
  { center, profile, shelf }: ServiceContext,
  authority: Uint8Array | null,
): Promise<RoundFile['revoked']> {
  const isTheirs = (certificate: Uint8Array) =>
    authority !== null && Buffer.from(certificate).equals(authority);
  const own = await center.read();
  if (own.ok && isTheirs(own.value.center.authority)) {
    return own.value.center.revoked.map(({ serial, since }) => ({ serial, since }));
  }
  if ((await profile.state()) !== 'unlocked') return [];
  const rounds = await shelf.all();
  if (!rounds.ok) return [];
  return rounds.value.open
    .filter((round) => isTheirs(round.authority.certificate))
    .flatMap((round) => round.file.revoked);
}

async function givenAuthority(
  { files }: ServiceContext,
  token: string,
): Promise<
  Result<Uint8Array, Failure<'unknown-file' | 'not-readable' | 'file-too-large' | 'not-a-center'>>
> {
  const pem = await files.read(token, 64 * 1024);
  if (!pem.ok) return pem;
  const authority = await readAuthority(Buffer.from(pem.value).toString('latin1'));
  if (authority !== null) return ok(authority.certificate);
  const file = files.nameOf(token) ?? '';
  return fail({ kind: 'not-a-center', file });
}
