/**
 * `npm run screenshot`: the picture of an answer in the README, taken from the running page.
 *
 * Other pictures: `npm run screenshot -- --text FILE --out PNG [--dark] [--width 360] [--press LABEL]…`, with `-` as FILE
 * for standard input. A press names the label of a button; the last answer that has it is meant.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { serve } from '../adapters/server.ts';
import { readSettings } from '../adapters/settings.ts';
import { builtPage } from './built-page.ts';
import { launchChromium } from './chromium.ts';

const SAMPLE = [
  '2026-11-20T10:15:38.2214380Z ##[section]Starting: Deploy to production',
  '2026-11-20T10:15:42.1187021Z ##[error]AADSTS700213: No matching federated identity record found for presented assertion ' +
    "subject 'sc://contoso/shop/prod-azure'. Check your federated identity credential Subject, Audience and Issuer " +
    'against the presented assertion.',
].join('\n');

/** Of a window that is no taller than it must be; long answers make the picture taller. */
const HEIGHT = 480;

const { values } = parseArgs({
  options: {
    text: { type: 'string' },
    out: { type: 'string', default: 'docs/answer.png' },
    dark: { type: 'boolean', default: false },
    width: { type: 'string', default: '860' },
    press: { type: 'string', multiple: true, default: [] },
  },
});

async function shoot(page: Page): Promise<void> {
  const answers = page.locator('.answer');
  await page.fill('#text', values.text === undefined ? SAMPLE : await given(values.text));
  await page.press('#text', 'Enter');
  await answers.waitFor();
  for (const label of values.press) {
    const more = answers.last().getByRole('button', { name: 'More options', exact: true });
    const button = page.locator('main').getByRole('button', { name: label, exact: true }).last();
    if ((await button.count()) === 0 && (await more.count()) > 0) await more.click();
    if ((await button.count()) === 0) {
      const labels = await answers.last().getByRole('button').allTextContents();
      throw new Error(`There is no button "${label}" to press. The last answer has: ${labels.join(', ')}.`);
    }
    await button.click();
    await page.locator('.answer[aria-busy="true"]').waitFor({ state: 'detached' });
  }
  const width = Number(values.width);
  await page.setViewportSize({ width, height: HEIGHT });
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width, height });
  await page.evaluate('document.activeElement.blur()');
  await sleep(300);
  await mkdir(dirname(values.out), { recursive: true });
  await page.screenshot({ path: values.out });
}

async function given(file: string): Promise<string> {
  return file === '-' ? textOf(process.stdin) : readFile(file, 'utf8');
}

const settings = readSettings({ PORT: '0', LOG_LEVEL: 'error', DATABASE_URL: 'file::memory:' });
const server = await serve(settings, { page: await builtPage() });
try {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({
      colorScheme: values.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      viewport: { width: Number(values.width), height: HEIGHT },
      deviceScaleFactor: 2,
    });
    page.setDefaultTimeout(10_000);
    await page.goto(server.url);
    await shoot(page);
  } finally {
    await browser.close();
  }
} finally {
  await server.close();
}
process.stdout.write(`${values.out}\n`);
