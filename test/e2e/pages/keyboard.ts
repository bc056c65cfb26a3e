import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { AppPage } from './app-page.ts';

/** The most presses of Tab that lead anywhere on a screen: whoever needs more has lost the way. */
const furthest = 60;

/** Somebody without a mouse. After every key the focus has to be on something, and what can be used has to show it. */
export class Keyboard {
  readonly app: AppPage;
  /** Where the focus was lost or could not be seen, and after which key. */
  readonly faults: string[] = [];

  constructor(app: AppPage) {
    this.app = app;
  }

  private get page(): Page {
    return this.app.page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.look(key);
    }
  }

  /** Letters into the field that has the focus. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
    await this.look(`typing ${text}`);
  }

  /** Goes on by Tab, or back, until this has the focus. */
  async reach(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await target.waitFor({ state: 'attached' });
    for (let step = 0; step <= furthest; step += 1) {
      if (await hasFocus(target)) return;
      await this.press(key);
    }
    throw new Error(`${key} does not lead to ${target}`);
  }

  /** Goes there, and presses it. */
  async use(target: Locator, key = 'Enter'): Promise<void> {
    await this.reach(target);
    await this.press(key);
  }

  /** This has the focus without anybody going there. */
  async arrive(target: Locator): Promise<void> {
    await target.waitFor({ state: 'attached' });
    await expect.poll(() => hasFocus(target), { message: `focus on ${target}` }).toBe(true);
  }

  private async look(key: string): Promise<void> {
    const end = Date.now() + 3_000;
    let fault = await this.fault();
    // A screen that is on its way takes the focus when it is there.
    while (fault !== null && Date.now() < end) {
      await this.page.waitForTimeout(25);
      fault = await this.fault();
    }
    if (fault !== null) this.faults.push(`${key} at ${new URL(this.page.url()).hash}: ${fault}`);
  }

  /** What is wrong with the focus now; a ring may be drawn around the thing itself, its sign or a box that holds it. */
  private fault(): Promise<string | null> {
    return this.page.evaluate(() => {
      const focused = document.activeElement;
      if (!(focused instanceof HTMLElement) || focused === document.body) return 'lost';
      if (focused.tabIndex < 0) return null;
      const said = `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent}`;
      const { left, top, right, bottom } = focused.getBoundingClientRect();
      const isSeen = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
      if (!isSeen) return `beyond the edge: ${said}`;
      const around = [focused, focused.nextElementSibling];
      let box: Element | null = focused.parentElement;
      for (let level = 0; level < 3 && box !== null; level += 1) {
        around.push(box);
        box = box.parentElement;
      }
      const drawn = around
        .filter((each) => each !== null)
        .flatMap((each) => [getComputedStyle(each), getComputedStyle(each, '::after')]);
      const isRinged = drawn.some(
        ({ outlineStyle, outlineWidth, boxShadow }) =>
          (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
      );
      return isRinged ? null : `without a ring: ${said}`;
    });
  }
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}
