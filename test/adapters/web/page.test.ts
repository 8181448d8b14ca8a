/** The page in a real Chromium, from the real server with the real engine. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { RunningServer } from '../../../adapters/server.ts';
import { launchChromium } from '../../chromium.ts';
import { served } from './served.ts';

const LOG = [
  '2026-11-20T10:15:40.0000000Z ##[section]Starting: Deploy',
  '2026-11-20T10:15:41.0000000Z Task         : Azure CLI',
  "2026-11-20T10:15:42.0000000Z ##[error]AADSTS700213: No matching federated identity record found for presented assertion subject 'sc://contoso/shop/prod-azure'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.",
  ...Array.from({ length: 40 }, (_, index) => `2026-11-20T10:15:43.0000000Z line ${index} of what follows`),
].join('\n');

/** What runs inside the page. */
const IN_PAGE = fileURLToPath(new URL('in-page.js', import.meta.url));

const ANSWERS = '[data-part="answers"] button';

describe('the page in a browser', function () {
  this.timeout(60_000);
  let server: RunningServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const foreign: string[] = [];
  const complaints: string[] = [];

  async function open(options: BrowserContextOptions = {}): Promise<void> {
    context = await browser.newContext(options);
    await context.addInitScript({ path: IN_PAGE });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) foreign.push(request.url());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/40[03]|413|ERR_INTERNET/.test(message.text()))
        complaints.push(message.text());
    });
    await page.goto(server.url);
  }

  /** Sends a text by the box, as a person who pastes it, and waits for the answer. */
  async function say(text: string): Promise<void> {
    const before = await page.locator('.answer').count();
    await page.fill('#text', text);
    await page.press('#text', 'Enter');
    await page.locator('.answer').nth(before).waitFor();
  }

  /** Waits until the answer says something else. */
  async function changed(earlier: string): Promise<void> {
    await until(async () => (await said(page.locator('.answer'))) !== earlier);
  }

  async function widths(): Promise<{ content: number; window: number }> {
    return page.evaluate('({ content: document.documentElement.scrollWidth, window: innerWidth })');
  }

  before(async () => {
    [server, browser] = await Promise.all([served(), launchChromium()]);
  });

  afterEach(async () => {
    await context.close();
    assert.deepEqual(complaints.splice(0), [], 'the page complained of nothing');
  });

  after(async () => {
    await browser.close();
    await server.close();
    assert.deepEqual(foreign, [], 'no request left for another address');
  });

  it('answers a pasted log, and leads by its buttons to the outcome', async () => {
    await open();
    await say(LOG);
    const answer = page.locator('.answer');
    assert.match(await said(answer), /AADSTS700213/);
    assert.match(await said(answer), /sc:\/\/contoso\/shop\/prod-azure/);

    let presses = 0;
    while ((await said(answer)).includes('Next check')) {
      presses += 1;
      assert.ok(presses < 12, 'the checks come to an end');
      const earlier = await said(answer);
      await page.locator(ANSWERS).first().click();
      await changed(earlier);
      assert.equal(await answer.count(), 1, 'the answer changes in its place');
      assert.match(await said(answer), /✓/, 'the answered checks stay');
    }
    assert.ok(presses > 0);
    assert.match(await said(answer), /Do this/);
    await page.getByRole('button', { name: 'This solved it' }).click();
    await until(async () => (await said(answer)).startsWith('Solved'));
    assert.equal(await page.locator('#problem').isVisible(), false);
  });

  it('shows the further buttons in the row, and each of them changes the answer', async () => {
    await open();
    await say(LOG);
    const row = page.locator('[data-part="follow"]');
    const few = await row.getByRole('button').allInnerTexts();
    await row.getByRole('button', { name: 'More' }).click();
    const all = await row.getByRole('button').allInnerTexts();
    assert.ok(all.length > few.length, `${all}`);
    const further = all.filter((label) => !few.includes(label));
    const earlier = await said(page.locator('.answer'));
    await row.getByRole('button', { name: further[0] ?? '' }).click();
    await changed(earlier);
  });

  it('shows what was sent as text and never as markup, long texts folded', async () => {
    await open();
    await say(`<img src=x onerror="document.title='owned'"> <b>bold</b>\n${LOG}`);
    const mine = page.locator('.mine');
    assert.match(await said(mine), /<b>bold<\/b>/);
    assert.equal(await mine.locator('b, img').count(), 0);
    assert.equal(await page.title(), 'WIF Doctor');
    assert.doesNotMatch(await said(mine), /line 39 of what follows/);
    await mine.getByRole('button', { name: 'Show all 44 lines' }).click();
    assert.match(await said(mine), /line 39 of what follows/);
  });

  it('reads a file that is chosen, and one that is dropped, in UTF-16 too', async () => {
    await open();
    await page.setInputFiles('#file', { name: 'build.log', mimeType: 'text/plain', buffer: Buffer.from(LOG) });
    await page.locator('.answer').first().waitFor();
    assert.match(await said(page.locator('.mine')), /build\.log/);
    assert.match(await said(page.locator('.answer')), /AADSTS700213/);

    await drop(page, 'powershell.log', Buffer.from(`\uFEFF${LOG.replaceAll('700213', '700016')}`, 'utf16le'));
    await page.locator('.answer').nth(1).waitFor();
    assert.match(await said(page.locator('.answer').nth(1)), /AADSTS700016/);
  });

  it('keeps a dropped file back while something is written, and sends both together', async () => {
    await open();
    await page.fill('#text', 'Why does this fail?');
    await drop(page, 'build.log', Buffer.from(LOG));
    await page.getByRole('button', { name: 'Remove build.log' }).waitFor();
    assert.equal(await page.locator('.mine').count(), 0);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('.answer').waitFor();
    assert.match(await said(page.locator('.mine')), /Why does this fail\?[\s\S]*build\.log/);
  });

  it('says kindly that a file is too large or no text', async () => {
    await open();
    await drop(page, 'huge.log', Buffer.alloc(6 * 1024 * 1024, 'x'));
    await page.getByRole('alert').filter({ hasText: 'huge.log has 6.0 MB' }).waitFor();
    await drop(page, 'logs.zip', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]));
    await page.getByRole('alert').filter({ hasText: 'logs.zip is not a text file' }).waitFor();
    assert.equal(await page.locator('.mine').count(), 0);
  });

  it('loses nothing when the server cannot be reached, and sends it again', async () => {
    await open();
    await context.setOffline(true);
    await page.fill('#text', 'AADSTS700016');
    await page.press('#text', 'Enter');
    await page.getByRole('alert').filter({ hasText: 'is it still running' }).waitFor();
    assert.equal(await page.inputValue('#text'), 'AADSTS700016');
    assert.equal(await page.locator('.mine').count(), 0);
    await context.setOffline(false);
    await page.press('#text', 'Enter');
    await page.locator('.answer').waitFor();
    assert.equal(await page.getByRole('alert').isVisible(), false);
  });

  it('is usable by the keyboard alone, and puts the focus on what a press changed', async () => {
    await open();
    assert.equal(await focused(page), 'text');
    await page.keyboard.insertText('AADSTS700213: No matching federated identity record found');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.insertText("for presented assertion subject 'sc://contoso/shop/prod-azure'.");
    assert.equal((await page.inputValue('#text')).split('\n').length, 2);
    await page.keyboard.press('Enter');
    await page.locator('.answer').waitFor();
    const first = page.locator(ANSWERS).first();
    for (let step = 0; step < 20 && !(await isFocused(first)); step += 1) {
      await page.keyboard.press('Shift+Tab');
    }
    assert.ok(await isFocused(first), 'the first answer is reached');
    await page.keyboard.press('Enter');
    await until(async () => (await focused(page)) === 'answer');
    assert.ok(await page.locator('.answer').getAttribute('aria-label'));
  });

  it('tells a screen reader what is what', async () => {
    await open();
    await say(LOG);
    for (const [role, name] of [
      ['log', 'Conversation'],
      ['textbox', 'Error, log or question'],
      ['button', 'Send'],
      ['form', 'Your message'],
    ] as const) {
      assert.equal(await page.getByRole(role, { name }).count(), 1, `${role} ${name}`);
    }
    assert.equal(await page.locator('h1').count(), 1);
    assert.ok((await page.locator('.answer [role="heading"]').count()) > 0);
    const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length, 'every id is there once');
  });

  it('needs no scrolling sideways at 360 px, whatever the values are', async () => {
    await open({ viewport: { width: 360, height: 640 } });
    assert.deepEqual(await widths(), { content: 360, window: 360 });
    const long = 'a-very-long-name-without-any-place-to-break'.repeat(3);
    await say(
      `AADSTS700213: No matching federated identity record found for presented assertion subject 'sc://contoso/${long}/${long}'.`,
    );
    assert.deepEqual(await widths(), { content: 360, window: 360 });
    await page.getByRole('button', { name: 'More' }).click();
    assert.deepEqual(await widths(), { content: 360, window: 360 });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has a contrast of at least 4.5 to 1 in every text on a ${colorScheme} screen`, async () => {
      await open({ colorScheme, reducedMotion: 'reduce' });
      await say(LOG);
      assert.deepEqual(await page.evaluate('inPage.faintTexts()'), []);
    });
  }

  it('copies a command that stands in a step', async () => {
    await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await say('which az cli commands verify the service connection?');
    const copy = page.getByRole('button', { name: /^Copy az devops service-endpoint list --organization/ });
    await copy.click();
    await until(async () => (await said(copy)) === 'Copied');
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    assert.match(copied, /^az devops service-endpoint list --organization "\S.*"$/);
    assert.ok((await said(page.locator('.answer'))).includes(copied), copied);
  });

  it('gives a command in a box of its own one button', async () => {
    await open();
    await say(
      "AADSTS700213: No matching federated identity record found for presented assertion subject 'sc://contoso/web/prod'.\n" +
        'az identity federated-credential list\nIssuer  : https://vstoken.dev.azure.com/1\nName    : ado\nSubject : sc://contoso/shop/prod',
    );
    assert.match(await said(page.locator('.answer')), /az identity federated-credential update --name "ado"/);
    assert.equal(await page.getByRole('button', { name: /^Copy/ }).count(), 1);
  });

  it('changes its colours with the screen', async () => {
    await open({ colorScheme: 'light' });
    await say(LOG);
    const colour = () => page.evaluate(`getComputedStyle(document.querySelector('.answer [role="heading"]')).color`);
    const light = await colour();
    await page.emulateMedia({ colorScheme: 'dark' });
    await until(async () => (await colour()) !== light);
  });

  it('opens a source in a page of its own, which learns nothing of ours', async () => {
    await open();
    await say(LOG);
    const link = page.locator('.answer a').first();
    assert.match((await link.getAttribute('href')) ?? '', /^https:\/\//);
    assert.equal(await link.getAttribute('rel'), 'noopener noreferrer');
    assert.equal(await link.getAttribute('target'), '_blank');
  });
});

/** Waits until it holds, which mocha ends when it never does; the page's policy forbids what Playwright has for this. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Drops a file on the page. */
async function drop(page: Page, name: string, content: Buffer): Promise<void> {
  await page.evaluate(`inPage.drop(${JSON.stringify(name)}, ${JSON.stringify(content.toString('base64'))})`);
}

async function said(element: Locator): Promise<string> {
  return (await element.textContent()) ?? '';
}

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((one: { matches(selector: string): boolean }) => one.matches(':focus'));
}

/** What has the focus: its id, or its class. */
function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.id || document.activeElement.className');
}
