import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Download, Locator, Page } from 'playwright-core';
import type { HaizhiContract, MethodName } from '../../../shared/contract.ts';
import type { Input } from '../../../shared/rpc.ts';

/** How files come in and go out at a door: by upload and download, or by the dialogs of the system. */
export interface FileHands {
  /** Presses what asks for files, and gives these. */
  readonly give: (files: readonly string[], press: () => Promise<void>) => Promise<void>;
  /** Presses what hands a file out, puts it into a folder, and gives its path there. */
  readonly take: (folder: string, press: () => Promise<void>) => Promise<string>;
}

/** A window of the smallest size that the screens are made for. */
export const smallestWindow = {
  viewport: { width: 1366, height: 768 },
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  acceptDownloads: true,
} as const;

/** The app in a window, whatever screen it shows. Words are those of the Chinese interface. */
export class AppPage {
  readonly page: Page;
  readonly give: FileHands['give'];
  readonly take: FileHands['take'];
  /** Everything that a browser complains about: errors, refused styles and scripts, bugs of the app. */
  readonly complaints: string[] = [];

  constructor(page: Page, { give, take }: FileHands = inBrowser(page)) {
    this.page = page;
    this.give = give;
    this.take = take;
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }

  static async open(browser: Browser, address: string): Promise<AppPage> {
    const context = await browser.newContext(smallestWindow);
    const app = new AppPage(await context.newPage());
    await app.page.goto(address);
    return app;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** Shows a screen of the app by its address, as a bookmark would. */
  async go(hash: string): Promise<void> {
    await this.page.evaluate((to) => {
      location.hash = to;
    }, hash);
  }

  /** Drops files of this machine there, as out of a file manager. */
  async drop(files: readonly string[], place: Locator): Promise<void> {
    const box = await place.boundingBox();
    const at = { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 };
    const data = { items: [], files: [...files], dragOperationsMask: 1 };
    const client = await this.context.newCDPSession(this.page);
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await client.send('Input.dispatchDragEvent', { type, ...at, data });
    }
    await client.detach();
  }

  /** Calls the contract as the screens do: over the desktop's bridge, else with the page's own secret. */
  call<K extends MethodName>(name: K, input: Input<HaizhiContract, K>): Promise<unknown> {
    return this.page.evaluate(
      async ([method, body]) => {
        if (window.bridge !== undefined) return window.bridge.call(method, JSON.parse(body));
        const answer = await fetch(`/call/${method}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-haizhi-secret': sessionStorage.getItem('secret') ?? '',
          },
          body,
        });
        return answer.json();
      },
      [name, JSON.stringify(input)] as const,
    );
  }

  /** Language, theme or text size by the words on their buttons. */
  async display(choice: string): Promise<void> {
    await this.page.getByRole('button', { name: /显示设置|Display settings/ }).click();
    const choices = this.page.locator('.ant-popover:visible');
    const chosen = choices.locator('.ant-segmented-item').filter({ hasText: choice });
    await chosen.click();
    await choices.locator('.ant-segmented-item-selected').filter({ hasText: choice }).waitFor();
    await this.page.keyboard.press('Escape');
    // While it fades it would catch the next click.
    await choices.waitFor({ state: 'detached' });
  }

  /** What keeps people with disabilities out, by the rules of WCAG 2.2 AA. */
  async barriers(): Promise<readonly string[]> {
    await this.page.evaluate(() => document.fonts.ready);
    const { violations } = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    return violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html}`));
  }

  /** Nothing on the screen is being read any more: what is says so with a name of its own. */
  async allRead(): Promise<void> {
    const reading = this.page.locator('[role="status"][aria-label]');
    const end = Date.now() + 20_000;
    while ((await reading.count()) > 0) {
      if (Date.now() > end) throw new Error('still reading');
      await this.page.waitForTimeout(50);
    }
  }

  /** Whether the window scrolls as a whole or something is cut at its right edge. */
  overflows(): Promise<boolean> {
    return this.page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
      return scrollWidth > clientWidth || scrollHeight > clientHeight;
    });
  }

  /**
   * Words of which a part cannot be read, cut off at the edge of their box. Names and quotations may be longer than any box:
   * they say all of themselves in a title. Choices and labels are ours, so they have to fit, whatever title they get.
   */
  clipped(): Promise<readonly string[]> {
    return this.page.evaluate(() => {
      const isCut = (element: Element) =>
        element.scrollWidth > element.clientWidth + 1 &&
        element.clientWidth > 4 &&
        /hidden|clip/.test(getComputedStyle(element).overflowX);
      const mayBeLong = (element: Element) =>
        element.closest('[data-long], .visually-hidden') !== null ||
        (element.closest('[title]') !== null && element.closest('[class*="ant-"]') === null);
      return [...document.querySelectorAll('#root :not(input, textarea, svg, canvas)')]
        .filter((element) => (element.textContent ?? '').trim() !== '')
        .filter((element) => element.checkVisibility() && isCut(element) && !mayBeLong(element))
        .map((element) => `${element.textContent} (${element.className})`);
    });
  }

  /** Everything that is wrong with the present screen: barriers, parts beyond its edge, words that are cut. */
  async flaws(occasion: string): Promise<readonly string[]> {
    const barriers = await this.barriers();
    const clipped = (await this.clipped()).map((each) => `cut: ${each}`);
    const scrolls = (await this.overflows()) ? ['scrolls'] : [];
    return [...barriers, ...clipped, ...scrolls].map((each) => `${occasion}: ${each}`);
  }

  /** Everything that lies in the browser's own stores, as text. */
  stored(): Promise<string> {
    return this.page.evaluate(async () => {
      const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
      const decoder = new TextDecoder();
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      for (const { name } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name!));
        for (const store of database.objectStoreNames) {
          const rows = await done(database.transaction(store).objectStore(store).getAll());
          for (const row of rows) texts.push(JSON.stringify(row), decoder.decode(row.box));
        }
        database.close();
      }
      return texts.join('\n');
    });
  }
}

function inBrowser(page: Page): FileHands {
  return {
    give: async (files, press) => {
      const chooser = page.waitForEvent('filechooser');
      await press();
      await (await chooser).setFiles([...files]);
    },
    take: async (folder, press) => {
      const started: Promise<Download> = page.waitForEvent('download');
      await press();
      const download = await started;
      const file = path.join(folder, download.suggestedFilename());
      await download.saveAs(file);
      return file;
    },
  };
}
