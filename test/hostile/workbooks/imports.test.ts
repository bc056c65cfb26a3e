import { describeImports } from './import-suite.ts';

/** Every fifth case of each class; all of them: `test/long/workbook-imports.test.ts`. */
describeImports((place) => place % 5 === 0);
