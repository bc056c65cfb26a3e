import { fileURLToPath } from 'node:url';

/** The sample round. It lies beside the sources and beside the build, two levels up from either. */
export const sampleFolder = fileURLToPath(new URL('../../assets/sample', import.meta.url));
