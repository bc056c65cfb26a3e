import type { Panel } from '../../shared/domain/panel.ts';
import type { Text } from '../services/text.ts';

/** How a panel's members and flags are called where a person reads and writes them: by e-mail, not by certificate. */
export interface PanelWords {
  /** `王静仪 <wang@example.org>`; what is no member's id stays as it is. */
  readonly member: (id: string) => string;
  /** A flag's id with e-mails in it, as `decisions.json` may name it too. */
  readonly flag: (id: string) => string;
  /** The same behind the flag's title. */
  readonly flagLine: (id: string) => string;
}

/** The words of one panel. */
export function panelWords({ members }: Panel, text: Text): PanelWords {
  const profiles = new Map(members.map(({ id, profile }) => [id, profile]));
  const flag = (id: string) => flagWithEmails(id, members);
  return {
    member: (id) => {
      const profile = profiles.get(id);
      return profile === undefined ? id : `${profile.name} <${profile.email}>`;
    },
    flag,
    flagLine: (id) => {
      const title = `chair.flag.${id.split('/')[0]}.title`;
      return text.has(title) ? `${text(title)} [${flag(id)}]` : flag(id);
    },
  };
}

/** A flag's id (`score-distance/a01/7(1)/<id>/20`) with members by e-mail. */
export function flagWithEmails(id: string, members: Panel['members']): string {
  const emails = new Map(members.map((each) => [each.id, each.profile.email]));
  return id
    .split('/')
    .map((part) => emails.get(part) ?? part)
    .join('/');
}
