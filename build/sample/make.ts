import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser, thisMachine } from '../browser.ts';
import { inProject } from '../project.ts';
import { applicants, declaredOf, type SampleApplicant } from './applications.ts';
import { documentsOf, type Printer, printer } from './documents.ts';
import { people, personKeys } from './people.ts';
import { answersOf, decisions } from './reviews.ts';
import { roundDescription } from './round.ts';

/** Writes `assets/sample`: the round's folder, the people, what each expert answers and what the panel decides. */
const target = inProject('assets/sample');
const work = inProject('.cache/sample');

const style = `
  @import url('${pathToFileURL(inProject('node_modules/@fontsource-variable/noto-sans-sc/index.css')).href}');
  body { font: 11pt/1.6 'Noto Sans SC Variable', sans-serif; color: #222; margin: 0; }
  h1 { font-size: 18pt; text-align: center; } h2 { font-size: 12.5pt; margin: 16pt 0 4pt; }
  table { border-collapse: collapse; width: 100%; margin: 6pt 0; } td, th { border: 0.5pt solid #888; padding: 4pt 6pt; text-align: left; }
  th { background: #f2efe8; font-weight: 600; } .value { text-align: right; white-space: nowrap; }
  section { break-inside: avoid; } .sign { text-align: right; margin-top: 24pt; }
  .certificate { border: 8px double #8a6d3b; margin: 24px; padding: 40px 64px; font-size: 20px; height: 520px; background: #fdfaf2; }`;

async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

async function writeApplication(
  applicant: SampleApplicant,
  number: number,
  print: Printer,
): Promise<void> {
  const folder = path.join(target, 'round', applicant.key);
  const documents = await documentsOf(applicant, print);
  await mkdir(folder, { recursive: true });
  for (const { entry, bytes } of documents) await writeFile(path.join(folder, entry.file), bytes);
  const { applicant: unit, baseType, summary, people: named, partners } = applicant;
  await writeJson(path.join(folder, 'application.json'), {
    $schema: '../../../../docs/schemas/application.schema.json',
    number: String(number).padStart(2, '0'),
    baseType,
    applicant: unit,
    summary,
    people: named,
    partners,
    declared: declaredOf(applicant),
    documents: documents.map(({ entry }) => entry),
  });
}

await rm(target, { recursive: true, force: true });
await mkdir(work, { recursive: true });
const executablePath = findBrowser(thisMachine);
if (executablePath === null)
  throw new Error('needs Chrome, Edge or Chromium to print the evidence');
const browser = await chromium.launch({ executablePath });
try {
  const staged = path.join(work, 'page.html');
  const print = printer(await browser.newPage(), async (html) => {
    await writeFile(staged, `<!doctype html><meta charset="utf-8"><style>${style}</style>${html}`);
    return pathToFileURL(staged).href;
  });
  for (const [index, applicant] of applicants.entries())
    await writeApplication(applicant, index + 1, print);
} finally {
  await browser.close();
}
await writeJson(path.join(target, 'round/round.json'), roundDescription);
for (const key of personKeys) {
  await writeJson(path.join(target, 'people', `${key}.profile.json`), people[key]);
  await writeJson(path.join(target, 'answers', `${key}.answers.json`), answersOf(key));
}
await writeJson(path.join(target, 'decisions.json'), decisions());
console.log(`sample round written: ${applicants.length} applications, ${personKeys.length} people`);
