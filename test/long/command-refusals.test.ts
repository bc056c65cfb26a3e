import { describe } from 'vitest';
import { tryRefusals } from '../support/refusals/try-refusals.ts';

describe('bad input at the command line, in Chinese', () => tryRefusals('zh'));
describe('bad input at the command line, in English', () => tryRefusals('en'));
