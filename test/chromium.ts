/** A real Chromium for the tests of the page. */
import { access } from 'node:fs/promises';
import { type Browser, chromium } from 'playwright-core';

/** None of these reaches for a network of its own: a request to another host is the page's. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Launches the Chromium of the npm package on Linux; elsewhere, and where CHROME_PATH names one, the installed Chrome.
 * The caller closes it.
 */
export async function launchChromium(): Promise<Browser> {
  const installed = process.env.CHROME_PATH;
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: FLAGS });
  if (process.platform !== 'linux') return chromium.launch({ channel: 'chrome', args: FLAGS });
  if (!(await hasNss())) {
    // The package then unpacks the libraries that it brings along; it looks at this when it is loaded.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  }
  const { default: packed } = await import('@sparticuz/chromium');
  packed.setGraphicsMode = false;
  // Without the package's own flags: they make one process of it, which ends with its first page, and no web security.
  return chromium.launch({ executablePath: await packed.executablePath(), args: FLAGS });
}

/** Whether the system has the library that Chromium lacks most often. */
async function hasNss(): Promise<boolean> {
  const folders = [
    '/lib',
    '/usr/lib',
    '/lib64',
    '/usr/lib64',
    `/usr/lib/${arch()}-linux-gnu`,
    `/lib/${arch()}-linux-gnu`,
  ];
  const found = await Promise.allSettled(folders.map((folder) => access(`${folder}/libnss3.so`)));
  return found.some(({ status }) => status === 'fulfilled');
}

function arch(): string {
  return process.arch === 'arm64' ? 'aarch64' : 'x86_64';
}
