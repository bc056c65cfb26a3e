import { ok } from '../../shared/result.ts';
import { type Command, type Invocation, type Outcome, optional, required } from './command.ts';
import { checkTarget, deliver, mintFiles } from './file-transfer.ts';
import { profileDesk, unlockProfile } from './profile-desk.ts';
import { unlockWith } from './prompt.ts';

/** `haizhi expert passphrase`: the same keys under another passphrase. */
export const passphraseCommand: Command = {
  name: 'expert passphrase',
  usage: 'PROFILE [--new-passphrase-file FILE]',
  about: 'cli.about.expert-passphrase',
  options: [optional('new-passphrase-file')],
  least: 1,
  most: 1,
  run: changePassphrase,
};

/** `haizhi expert backup`: the whole profile as one encrypted file. */
export const backupCommand: Command = {
  name: 'expert backup',
  usage: 'PROFILE --out FILE.hzp',
  about: 'cli.about.expert-backup',
  options: [required('out')],
  least: 1,
  most: 1,
  run: backUp,
};

/** `haizhi expert restore`: such a file into a folder in which nobody has an identity. */
export const restoreCommand: Command = {
  name: 'expert restore',
  usage: 'PROFILE FILE.hzp',
  about: 'cli.about.expert-restore',
  options: [],
  least: 2,
  most: 2,
  run: restore,
};

async function changePassphrase(invocation: Invocation): Promise<Outcome> {
  const desk = await profileDesk(invocation);
  if (!desk.ok) return desk;
  const present = await unlockProfile(invocation, desk.value);
  if (!present.ok) return present;
  const chosen = await invocation.passphrase('change');
  if (!chosen.ok) return chosen;
  const changed = await desk.value.call('identity.changePassphrase', {
    passphrase: present.value,
    next: chosen.value.passphrase,
  });
  if (!changed.ok) return changed;
  const { text } = invocation;
  return ok({ lines: [text('cli.passphrase-changed'), text('cli.passphrase-lost')], value: {} });
}

async function backUp(invocation: Invocation): Promise<Outcome> {
  const desk = await profileDesk(invocation);
  if (!desk.ok) return desk;
  const { call, files } = desk.value;
  const target = await checkTarget(invocation);
  if (!target.ok) return target;
  const out = target.value;
  const made = await unlockWith(invocation, (passphrase) => call('profile.backup', { passphrase }));
  if (!made.ok) return made;
  const { token, size } = made.value.opened;
  const delivered = await deliver(files, token, out);
  if (!delivered.ok) return delivered;
  const { text } = invocation;
  const lines = [text('cli.backup-written', { out }), text('cli.one-computer')];
  return ok({ lines, value: { out, size } });
}

async function restore(invocation: Invocation): Promise<Outcome> {
  const [folder = '', ...named] = invocation.arguments;
  const { call, files } = await invocation.openProfile(folder);
  const minted = await mintFiles(files, named);
  if (!minted.ok) return minted;
  const file = minted.value[0] ?? '';
  const restored = await unlockWith(invocation, (passphrase) =>
    call('profile.restore', { file, passphrase }),
  );
  if (!restored.ok) return restored;
  const { profile, fingerprint } = restored.value.opened;
  const { text } = invocation;
  return ok({
    lines: [
      text('cli.backup-restored', { name: profile?.name ?? '', folder }),
      text('cli.one-computer'),
    ],
    value: { fingerprint },
  });
}
