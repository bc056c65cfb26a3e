import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ExpertProfile } from '../../../shared/domain/panel.ts';
import { profileFile } from '../../../shared/enrolment.ts';
import type { Failure } from '../../../shared/failures.ts';
import { practicePassphrase } from '../../../shared/practice.ts';
import { fail, must, ok, type Result } from '../../../shared/result.ts';
import type { LogFailure } from '../center/center-log.ts';
import { enrol, type Issuer } from '../center/enrolment.ts';
import { centerPaths, readCenter } from '../center/folder.ts';
import { foundCenter } from '../center/founding.ts';
import { type PackFailure, packRound } from '../center/packing.ts';
import { publicKeyOf } from '../center/roster-certificate.ts';
import type { WritingFailure } from '../disk/disk-failure.ts';
import type { Home } from '../home.ts';
import { createIdentity } from '../identity/identity.ts';
import { generateIdentityKeys } from '../identity/vault.ts';
import { readJsonFile } from '../json/json-file.ts';
import { createEnrolmentRequest } from '../pki/enrolment-request.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Job } from '../work.ts';

/** Who is who in the sample round; the person who tries it is the first expert. */
const experts = ['e1', 'e2', 'e3', 'e4', 'e5'] as const;

/** Where a practice round is made, and out of what. */
interface PracticePlaces {
  readonly center: string;
  readonly profile: Home;
  /** The folder with the sample: `round`, `people`. */
  readonly sample: string;
}

/** A bundle to practise on, and the fingerprint of the center that made it. */
interface PracticeBundle {
  readonly file: string;
  readonly fingerprint: string;
}

/**
 * Makes a center, a panel of six and the sample round's bundle, all real; only the keys of the five others are thrown away.
 * Takes some seconds.
 */
export async function makePracticeRound(
  places: PracticePlaces,
  context: ServiceContext,
  job: Job,
): Promise<Result<PracticeBundle, PackFailure | WritingFailure>> {
  const paths = centerPaths(places.center);
  job.report('keys', 0, 1);
  const founded = await foundCenter(paths, '练习中心 Practice Center', practicePassphrase, context);
  if (!founded.ok) return writingOnly(founded.failure);
  const me = await createIdentity(
    places.profile,
    await profileOf(places, experts[0]),
    practicePassphrase,
  );
  if (!me.ok) return writingOnly(me.failure);
  const { keys } = founded.value;
  const center = must(await readCenter(paths));
  const { platform } = context;
  const issuer = (role: Issuer['role']): Issuer => ({
    authority: { certificate: center.authority, privateKey: keys.authority },
    role,
    context: { now: platform.now(), random: (count) => platform.randomBytes(count) },
  });
  const requests = await expertRequests(places, job);
  const panel = must(await enrol({ people: [], revoked: [] }, requests, issuer('expert')));
  const chair = await requestOf(await profileOf(places, 'chair'));
  const { people } = must(
    await enrol({ people: panel.people, revoked: [] }, [chair], issuer('chair')),
  );
  const packed = await packRound(
    { folder: path.join(places.sample, 'round'), namesConfirmed: false, incompleteConfirmed: true },
    {
      paths,
      center: { ...center, people },
      keys,
      registry: nothingIssued,
      platform,
      note: async () => ok(),
    },
    job,
  );
  if (!packed.ok) return packed;
  return ok({ file: packed.value.file, fingerprint: center.fingerprint });
}

/** The practice center has issued nothing before, and keeps no registry. */
const nothingIssued = {
  bars: async () => ok(() => false),
  rounds: async () => ok([]),
  issue: async () => ok(),
};

async function expertRequests(places: PracticePlaces, job: Job) {
  const requests = [{ file: 'e1', bytes: await readFile(places.profile.request) }];
  for (const [place, person] of experts.slice(1).entries()) {
    job.signal.throwIfAborted();
    job.report('keys', place + 1, experts.length);
    requests.push(await requestOf(await profileOf(places, person)));
  }
  return requests;
}

/** A request with keys that nobody keeps: this person's part of the panel is only there to be seen. */
async function requestOf(profile: ExpertProfile) {
  const keys = await generateIdentityKeys();
  const { name, organisation } = profile;
  const request = must(
    await createEnrolmentRequest({
      name,
      organisation,
      recipient: keys.ageRecipient,
      profile: JSON.parse(JSON.stringify(profile)),
      keys: { privateKey: keys.signingKeyPkcs8, publicKey: publicKeyOf(keys.signingKeyPkcs8) },
    }),
  );
  return { file: profile.email, bytes: Buffer.from(request) };
}

/** A profile of the sample, which is part of the product: one that is missing is a bug of the package. */
async function profileOf({ sample }: PracticePlaces, person: string): Promise<ExpertProfile> {
  const file = path.join(sample, 'people', `${person}.profile.json`);
  return must(await readJsonFile(file, file, profileFile));
}

/** In a folder of its own nothing but the disk can refuse. */
function writingOnly(
  failure:
    | LogFailure
    | Failure<'center-exists' | 'identity-exists' | 'identity-lost' | 'weak-passphrase'>,
): Result<never, WritingFailure> {
  switch (failure.kind) {
    case 'center-exists':
    case 'identity-exists':
    case 'identity-lost':
    case 'weak-passphrase':
      throw new Error(`practice: ${failure.kind}`);
    case 'center-log':
      return fail({ ...failure, kind: 'not-writable' });
    default:
      return fail(failure);
  }
}
