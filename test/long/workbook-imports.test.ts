import { describeImports } from '../hostile/workbooks/import-suite.ts';

/** Every case of insiders' workbooks at both desks. */
describeImports(() => true);
