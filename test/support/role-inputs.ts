import type { HaizhiContract, MethodName } from '../../shared/contract.ts';
import type { Input } from '../../shared/rpc.ts';
import type { TestDesk } from './desk.ts';
import type { StagedRound } from './role-stages.ts';
import { passphrase } from './small-round.ts';

type Inputs<K extends MethodName = MethodName> = { readonly [N in K]: Input<HaizhiContract, N> };

/** What the inputs speak of: a document of the round that the person sees, else of the round of the stages. */
interface About {
  readonly round: string;
  readonly application: string;
  readonly document: string;
}

type FileName = 'bundle' | 'workbook' | 'request' | 'authority' | 'backup' | 'roundFolder';
type Tokens = Readonly<Record<FileName, string>>;

/** For every method what a person who may call it could say: whatever is refused then is refused for who is there. */
export async function sensibleInputs(desk: TestDesk, staged: StagedRound): Promise<Inputs> {
  const about = await knownDocument(desk);
  const { bundle, workbook, request, authority, backup, roundFolder } = staged;
  const files = { bundle, workbook, request, authority, backup, roundFolder };
  const minted = await Promise.all(
    Object.entries(files).map(async ([name, file]) => [name, await desk.token(file)] as const),
  );
  const tokens = Object.fromEntries(minted) as Tokens;
  return {
    ...ofAnybody(tokens),
    ...ofExperts(about, tokens, staged.fingerprint),
    'documents.chunk': { document: await openedDocument(desk, about), offset: 0, length: 16 },
    'documents.ranges': {
      document: await openedDocument(desk, about),
      ranges: [{ offset: 0, length: 16 }],
    },
    'documents.check': { document: await openedDocument(desk, about) },
    ...ofChairs(about.round, tokens),
    ...ofCenters(tokens),
  };
}

function ofAnybody({ request, backup, workbook, authority }: Tokens) {
  const person = { name: '新专家', organisation: '大学', email: 'new@round.example' };
  return {
    'app.info': {},
    'app.takeOver': { host: 'another-computer' },
    'settings.read': {},
    'backup.read': {},
    'backup.places': {},
    'backup.schedule': { folder: null, hours: 4 },
    'backup.run': {},
    'settings.write': { theme: 'dark' },
    'files.pick': { purpose: 'bundle' },
    'files.save': { file: request },
    'work.read': { work: 'work-0001' },
    'work.cancel': { work: 'work-0001' },
    'identity.read': {},
    'identity.create': { profile: { ...person, fields: [], affiliations: [] }, passphrase },
    'identity.unlock': { passphrase },
    'identity.lock': {},
    'identity.stay': {},
    'identity.changePassphrase': { passphrase, next: 'another horse battery 2027' },
    'identity.remember': { passphrase },
    'identity.recall': {},
    'identity.forget': {},
    'profile.backup': { passphrase },
    'profile.restore': { file: backup, passphrase },
    'identity.request': {},
    'practice.start': {},
    'practice.leave': {},
    'projection.key': {},
    'workbooks.verify': { files: [workbook], authority },
  } satisfies Partial<Inputs>;
}

function ofExperts(
  { round, application, document }: About,
  { bundle, backup }: Tokens,
  fingerprint: string,
) {
  const about = { round };
  const inside = { round, application, document };
  return {
    'bundles.inspect': { file: bundle },
    'bundles.open': { file: bundle, trust: fingerprint },
    'profile.restoreReviewKeys': { round, file: backup, passphrase },
    'rounds.list': {},
    'rounds.broken': {},
    'rounds.read': about,
    'log.verify': {},
    'log.remainder': about,
    'log.resume': about,
    'applications.read': { round, application },
    'documents.open': inside,
    'documents.extract': inside,
    'review.events': { ...about, after: 0 },
    'review.record': { ...about, events: [{ kind: 'note.written', application, note: '再看' }] },
    'review.sign': { ...about, passphrase, locale: 'zh-CN' },
    'review.workbook': about,
  } satisfies Partial<Inputs>;
}

function ofChairs(round: string, { workbook }: Tokens) {
  return {
    'panel.collect': { round, files: [workbook] },
    'panel.read': { round },
    'panel.record': { round, events: [{ kind: 'minutes.written', minutes: '纪要' }] },
    'panel.sign': { round, passphrase, locale: 'zh-CN' },
    'panel.workbook': { round },
  } satisfies Partial<Inputs>;
}

function ofCenters({ request, roundFolder, workbook }: Tokens) {
  const round = '2026-T';
  return {
    'center.read': {},
    'center.create': { name: '交流中心', passphrase },
    'center.unlock': { passphrase },
    'center.renew': { passphrase },
    'center.inspectRequests': { files: [request] },
    'center.enrol': { files: [request], role: 'expert' },
    'center.revoke': { email: 'e4@round.example', reason: '遗失' },
    'center.pack': { folder: roundFolder, incomplete: true },
    'center.import': { files: [workbook] },
    'center.list': { round },
    'center.export': { round, format: 'json', locale: 'zh-CN' },
    'center.verifyLog': { passphrase },
    'center.resumeLog': { passphrase },
    'center.choose': { round, workbook: 'a'.repeat(64), reason: '组长确认' },
    'center.sanction': { applicant: 'Overseas Hub', year: 2026, grounds: '伪造' },
  } satisfies Partial<Inputs>;
}

/** The token of a document that is open, where the person may open it; else one that nobody gave out. */
async function openedDocument(desk: TestDesk, about: About): Promise<string> {
  const opened = await desk.call('documents.open', about);
  return opened.ok ? opened.value.document : 'n'.repeat(32);
}

async function knownDocument(desk: TestDesk): Promise<About> {
  const usual = { round: '2026-T', application: 'w1', document: 'form' };
  const listed = await desk.call('rounds.list', {});
  const id = listed.ok ? listed.value[0]?.id : undefined;
  const read = id === undefined ? null : await desk.call('rounds.read', { round: id });
  if (read === null || !read.ok) return usual;
  const application = read.value.round.applications[0]?.id ?? usual.application;
  return { ...usual, round: read.value.round.id, application };
}
