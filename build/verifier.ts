import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'rolldown';
import packageJson from '../package.json' with { type: 'json' };
import { inProject, root } from './project.ts';
import { isAllowed, packagesOf } from './third-party.ts';

/** The name of the file that is handed to whoever verifies without us. */
export const verifierFile = 'haizhi-verify.mjs';

const banner = `#!/usr/bin/env node
// ${packageJson.productName} ${packageJson.version}: the verifier of signed workbooks as a single file.
// node ${verifierFile} FILE... [--trust ca.pem] [--json] [--lang zh|en]
// Needs Node 20.18 or newer and nothing else. Built from electron/verifier.ts, ${packageJson.license}.`;

/**
 * Bundles the verifier into one readable file at `target`: not minified, since an auditor may want to read what judges.
 * The same sources give the same bytes.
 * @returns the paths of all modules that went in.
 */
export async function bundleVerifier(target: string): Promise<readonly string[]> {
  mkdirSync(path.dirname(target), { recursive: true });
  const { output } = await build({
    input: 'electron/verifier.ts',
    cwd: root,
    platform: 'node',
    external: (id) => id.startsWith('node:'),
    transform: { target: 'node20' },
    output: {
      file: target,
      format: 'esm',
      codeSplitting: false,
      banner,
      footer: ({ moduleIds }) => thirdParty(moduleIds),
    },
  });
  return output.flatMap((each) => (each.type === 'chunk' ? each.moduleIds : []));
}

/** Whose code is in the file beside ours; throws for a licence under which it may not be handed out. */
function thirdParty(modules: readonly string[]): string {
  const packages = packagesOf(modules);
  const refused = packages.find(({ licence }) => !isAllowed(licence));
  if (refused !== undefined) throw new Error(`${refused.name}: ${refused.licence || 'no licence'}`);
  const lines = packages.map(({ name, version, licence }) => `// ${name} ${version} (${licence})`);
  return ['// Holds code of:', ...lines].join('\n');
}

if (import.meta.main) {
  const target = inProject('dist', verifierFile);
  await bundleVerifier(target);
  console.log(path.relative(process.cwd(), target));
}
