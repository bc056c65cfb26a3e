import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/** Where a command line is typed: what it reads from and prints to. */
export interface Terminal {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Whether a person sits there. */
  readonly isAttended: boolean;
  /** What was asked for. */
  print(text: string): void;
  /** What a person should know: refusals, questions. */
  mention(text: string): void;
  /** One line as typed, not shown when it is a secret; `null` when the person ends the input (Ctrl-C, Ctrl-D). */
  ask(question: string, isSecret: boolean): Promise<string | null>;
  /** Gives the terminal back. */
  close(): void;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  // Whoever reads the output may leave before its end (`| head`): that is no failure of ours.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  let prompt: Prompt | null = null;
  return {
    variables: process.env,
    isAttended: process.stdin.isTTY === true && process.stderr.isTTY === true,
    print: (text) => void process.stdout.write(text),
    mention: (text) => void process.stderr.write(text),
    ask: (question, isSecret) => {
      prompt ??= new Prompt();
      return prompt.ask(question, isSecret);
    },
    close: () => prompt?.close(),
  };
}

/** One reader for all questions: whoever pastes two lines answers two of them. */
class Prompt {
  readonly #lines: string[] = [];
  readonly #reader: Interface;
  #answer: ((line: string | null) => void) | null = null;
  #isShown = false;
  #isEnded = false;

  constructor() {
    const output = new Writable({
      write: (chunk, _encoding, done) => {
        if (this.#isShown) process.stderr.write(chunk);
        done();
      },
    });
    this.#reader = createInterface({
      input: process.stdin,
      output,
      terminal: true,
      historySize: 0,
    });
    this.#reader.on('line', (line) => this.#take(line));
    this.#reader.on('close', () => this.#end());
    this.#reader.on('SIGINT', () => this.#interrupt());
  }

  ask(question: string, isSecret: boolean): Promise<string | null> {
    process.stderr.write(question);
    const typed = this.#lines.shift();
    if (typed !== undefined || this.#isEnded) {
      process.stderr.write('\n');
      return Promise.resolve(typed ?? null);
    }
    this.#isShown = !isSecret;
    return new Promise((resolve) => {
      this.#answer = (line) => {
        // What is shown has its line break already.
        if (isSecret || line === null) process.stderr.write('\n');
        this.#isShown = false;
        this.#answer = null;
        resolve(line);
      };
    });
  }

  close(): void {
    this.#reader.close();
  }

  #take(line: string): void {
    if (this.#answer === null) this.#lines.push(line);
    else this.#answer(line);
  }

  #end(): void {
    this.#isEnded = true;
    this.#answer?.(null);
  }

  /** While nothing is asked, Ctrl-C is meant for the command itself. */
  #interrupt(): void {
    if (this.#answer === null) process.kill(process.pid, 'SIGINT');
    else this.#answer(null);
  }
}
