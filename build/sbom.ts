import { readFileSync } from 'node:fs';
import path from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { inProject, root } from './project.ts';
import { describe, packageFolders } from './third-party.ts';

/** The part of a lock file's entry that says what was installed. */
type Locked = { readonly version?: string; readonly integrity?: string };

/**
 * The bill of materials of what the modules were bundled from, and of the runtime, as CycloneDX 1.6. It names no
 * time and no random number: the same sources give the same bytes.
 */
export function billOfMaterials(modules: readonly string[]): string {
  const { packages } = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const electron = inProject('node_modules/electron');
  const components = [...new Set([...packageFolders(modules), electron])]
    .map((folder) => {
      const place = path.relative(root, folder).split(path.sep).join('/');
      return component(folder, packages[place]?.integrity);
    })
    .sort((a, b) => (a.purl < b.purl ? -1 : 1));
  const own = `pkg:npm/${packageJson.name}@${packageJson.version}`;
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': own,
        name: packageJson.name,
        version: packageJson.version,
        licenses: [{ license: { id: packageJson.license } }],
        purl: own,
      },
    },
    components,
    dependencies: [{ ref: own, dependsOn: components.map((each) => each['bom-ref']) }],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function component(folder: string, integrity: string | undefined) {
  const { name, version, licence } = describe(folder);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type: name === 'electron' ? ('framework' as const) : ('library' as const),
    'bom-ref': purl,
    name,
    version,
    hashes: integrity === undefined ? [] : [{ alg: 'SHA-512', content: hexOf(integrity) }],
    licenses: [/ (OR|AND) /.test(licence) ? { expression: licence } : { license: { id: licence } }],
    purl,
  };
}

/** `sha512-BASE64`, as the lock file has it. */
function hexOf(integrity: string): string {
  const [algorithm, encoded = ''] = integrity.split('-');
  if (algorithm !== 'sha512') throw new Error(`${integrity}: not SHA-512`);
  return Buffer.from(encoded, 'base64').toString('hex');
}
