import { writeSync } from 'node:fs';
import { openRegistry } from '../../electron/services/registry/registry.ts';
import { must } from '../../shared/result.ts';

/**
 * Opens the registry argv 2 and records sanctions of argv 3 in the years 2021 to 2024; prints `open`, then each year and
 * how it was answered, then the years of which the registry knows.
 */
const [, , folder = '', applicant = ''] = process.argv;
const years = [2021, 2022, 2023, 2024];
const registry = must(await openRegistry(folder, null));
writeSync(1, 'open\n');
for (const year of years) {
  const recorded = await registry.sanction(applicant, year, '伪造');
  writeSync(1, `${year} ${recorded.ok ? 'done' : recorded.failure.kind}\n`);
}
const dump = JSON.parse(must(await registry.dump()));
const kept = dump.sanctions.flatMap((each: { applicant: string; year: number }) =>
  each.applicant === applicant ? [each.year] : [],
);
writeSync(1, `kept ${kept.join(' ')}\n`);
await registry.close();
