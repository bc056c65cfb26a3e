import { describe, expect, it } from 'vitest';
import { type MenuEntry, menuOf } from '../../../electron/menu.ts';
import { textFor } from '../../../electron/services/text.ts';

const actions = {
  openBundle: () => undefined,
  showKeys: () => undefined,
  showLog: () => undefined,
  checkInstaller: () => undefined,
};
const all = (entries: readonly MenuEntry[]): readonly MenuEntry[] =>
  entries.flatMap((entry) => [entry, ...all(entry.submenu ?? [])]);

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  it.each(['zh-CN', 'en'] as const)('says every entry in %s', (locale) => {
    const said = all(menuOf(textFor(locale), platform, actions)).flatMap(
      (each) => each.label ?? [],
    );
    expect(said.filter((each) => each.startsWith('shell.') || each === '')).toEqual([]);
    expect(new Set(said).size).toBe(said.length);
  });

  it('does each of its own things once', () => {
    const clicks = all(menuOf(textFor('en'), platform, actions)).flatMap(
      (each) => each.click ?? [],
    );
    expect(new Set(clicks)).toEqual(new Set(Object.values(actions)));
    expect(clicks).toHaveLength(4);
  });

  it('has nothing that reloads, looks inside or goes out', () => {
    const roles = all(menuOf(textFor('en'), platform, actions)).map((each) => each.role ?? '');
    expect(roles.filter((each) => /reload|devtools|viewMenu|recent|about/i.test(each))).toEqual([]);
  });
});
