/**
 * Checks the manifest of the Teams app against Microsoft's schema and packs the app: `npm run manifest:pack [-- FILE]`,
 * into `manifest/wif-doctor-teams.zip` where no file is named.
 *
 * Settings: MicrosoftAppId, the id under which the bot is registered; without it the manifest is only checked.
 * APP_WEBSITE, an https page of yours about the bot, which Teams shows as its website, privacy statement and terms.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { strToU8, zipSync } from 'fflate';

const FOLDER = new URL('teams/', import.meta.url);
const ICONS = { 'color.png': 192, 'outline.png': 32 } as const;
const EXAMPLE_ID = '00000000-0000-0000-0000-000000000000';
const EXAMPLE_WEBSITE = 'https://wif-doctor.example.com/';

type Settings = Readonly<Record<string, string | undefined>>;

/** The manifest as JSON text, with the settings and the version of the package in it. */
export function teamsManifest(settings: Settings): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const values: Settings = {
    VERSION: version,
    MICROSOFT_APP_ID: settings.MicrosoftAppId || EXAMPLE_ID,
    APP_WEBSITE: settings.APP_WEBSITE || EXAMPLE_WEBSITE,
  };
  const template = readFileSync(new URL('manifest.json', FOLDER), 'utf8');
  // Put in as JSON, so that a quote in a setting stays inside its string.
  return template.replace(/\{\{([A-Z_]+)\}\}/g, (token, name) => JSON.stringify(values[name] ?? token).slice(1, -1));
}

/**
 * What the schema of the manifest's own version says against it, a line each. The schemas are the ones inside
 * @microsoft/app-manifest, read as files: its entry does not load under Node.
 */
export function problemsOf(manifest: string): readonly string[] {
  const parsed = JSON.parse(manifest);
  const file = `@microsoft/app-manifest/build/json-schemas/teams/v${parsed.manifestVersion}/MicrosoftTeams.schema.json`;
  const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve(file), 'utf8'));
  const ajv = new AjvDraft04.default({ allErrors: true, strict: false });
  addFormats.default(ajv);
  if (ajv.validate(schema, parsed)) return [];
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
}

/** The width and height of a PNG file, in pixels. */
export function pngSize(png: Uint8Array): { readonly width: number; readonly height: number } {
  const bytes = Buffer.from(png);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** The app as Teams takes it: the manifest and its two icons in a zip file. Throws when something is wrong with them. */
export function packTeams(settings: Settings): Uint8Array {
  const manifest = teamsManifest(settings);
  const icons = Object.entries(ICONS).map(([name, size]) => {
    const png = new Uint8Array(readFileSync(new URL(name, FOLDER)));
    const { width, height } = pngSize(png);
    return {
      name,
      png,
      problem: width === size && height === size ? [] : [`${name} must be ${size} by ${size} pixels`],
    };
  });
  const problems = [...problemsOf(manifest), ...icons.flatMap(({ problem }) => problem)];
  if (problems.length > 0) throw new Error(`The Teams app is not right:\n  ${problems.join('\n  ')}`);
  // The same input gives the same bytes: no time of packing in them. A zip file's years begin in 1980.
  return zipSync(
    { 'manifest.json': strToU8(manifest), ...Object.fromEntries(icons.map(({ name, png }) => [name, png])) },
    { mtime: '1980-01-02T00:00:00' },
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { MicrosoftAppId, APP_WEBSITE } = process.env;
  const say = (line: string) => process.stdout.write(`${line}\n`);
  try {
    const zip = packTeams({ MicrosoftAppId, APP_WEBSITE });
    if (!MicrosoftAppId) {
      say('The Teams app is right. To pack it, set MicrosoftAppId to the id under which the bot is registered.');
    } else {
      const target = process.argv[2] ?? fileURLToPath(new URL('wif-doctor-teams.zip', import.meta.url));
      writeFileSync(target, zip);
      say(`Packed ${relative(process.cwd(), target)} for the bot ${MicrosoftAppId}.`);
      if (!APP_WEBSITE) say(`Its website is ${EXAMPLE_WEBSITE}: set APP_WEBSITE to a page of yours to change it.`);
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
