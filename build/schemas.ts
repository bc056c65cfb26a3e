import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { answersFile, decisionsFile } from '../shared/answers.ts';
import { applicationFile, roundFile } from '../shared/bundle.ts';
import { profileFile } from '../shared/enrolment.ts';
import { applicationDescription, roundDescription } from '../shared/round-folder.ts';
import { inProject } from './project.ts';

/** The files that people write by hand, and those inside a bundle, by the name of their published JSON schema. */
export const published: Readonly<Record<string, z.ZodType>> = {
  profile: profileFile,
  round: roundDescription,
  application: applicationDescription,
  answers: answersFile,
  decisions: decisionsFile,
  'bundle-round': roundFile,
  'bundle-application': applicationFile,
};

/** The text of one published schema: JSON Schema 2020-12, of what may be written (not of what is read back). */
export function schemaText(name: string): string {
  const schema = z.toJSONSchema(published[name]!, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ title: name, ...schema }, null, 2)}\n`;
}

/** Examples of what people write are the sample round's own files; what a bundle holds is made of them. */
const examples: Readonly<Record<string, string>> = {
  profile: 'assets/sample/people/e1.profile.json',
  round: 'assets/sample/round/round.json',
  application: 'assets/sample/round/a05/application.json',
  answers: 'assets/sample/answers/e1.answers.json',
  decisions: 'assets/sample/decisions.json',
};

if (import.meta.main) {
  mkdirSync(inProject('docs/schemas/examples'), { recursive: true });
  for (const name of Object.keys(published)) {
    writeFileSync(inProject('docs/schemas', `${name}.schema.json`), schemaText(name));
    const source = examples[name];
    if (source === undefined) continue;
    const example = readFileSync(inProject(source), 'utf8');
    const place = inProject('docs/schemas/examples', `${name}.json`);
    writeFileSync(
      place,
      example.replace(/"\$schema": "[^"]+"/, `"$schema": "../${name}.schema.json"`),
    );
  }
  console.log(`schemas written to ${path.relative(process.cwd(), inProject('docs/schemas'))}`);
}
