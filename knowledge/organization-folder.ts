/** Reads the folder of an organization from the disk: the texts of its files, and nothing of what they say. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ORGANIZATION_BOUNDS } from './organization-schema.ts';
import { KnowledgeError, type Problem } from './problem.ts';

const FILES = ['organization.yaml', 'tasks.yaml', 'sources.yaml', 'roles.yaml'];
const FOLDERS = ['errors', 'guides', 'words', 'additions'];
const YAML = /\.ya?ml$/;

/**
 * The texts of all its files, by path inside the folder, with `/`. Links are followed: a mounted ConfigMap has nothing
 * else. Files that are no YAML and those whose name begins with a dot are nobody's business here.
 *
 * Throws KnowledgeError where the folder cannot be read, holds too much, or has YAML that would never be read.
 */
export async function readOrganizationFolder(folder: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  const report = (file: string, message: string, remedy: string): void => {
    problems.push({ file, line: 1, message, remedy });
  };
  const paths = await yamlBelow(folder).catch((error: unknown) => {
    report('.', `the folder cannot be read (${codeOf(error)})`, 'create it, correct its rights, or name another');
    return [];
  });
  if (paths.length > ORGANIZATION_BOUNDS.files) {
    report('.', `it has ${paths.length} files, and may have ${ORGANIZATION_BOUNDS.files}`, 'remove some of them');
    throw new KnowledgeError(problems);
  }
  let left: number = ORGANIZATION_BOUNDS.folder;
  for (const path of paths) {
    if (!isRead(path)) {
      const places = `${FILES.join(', ')}, or a .yaml file in ${FOLDERS.map((one) => `${one}/`).join(', ')}`;
      report(path, 'would never be read', `rename or move it: what is read is ${places}`);
      continue;
    }
    try {
      const found = await stat(join(folder, path));
      // A pipe or a device could be read for ever.
      if (!found.isFile()) {
        report(path, 'is no file', 'remove it, or put a file in its place');
        continue;
      }
      const { size } = found;
      left -= size;
      if (size > ORGANIZATION_BOUNDS.file) {
        report(path, `has ${size} bytes, and may have ${ORGANIZATION_BOUNDS.file}`, 'split it');
      } else if (left >= 0) texts.set(path, decode(await readFile(join(folder, path))));
    } catch (error) {
      if (error instanceof TypeError) report(path, 'is no text in UTF-8', 'save it as UTF-8');
      else if (codeOf(error) === 'ENOENT')
        report(path, 'is gone, or a link that leads nowhere', 'remove or correct it');
      else report(path, `cannot be read (${codeOf(error)})`, 'correct its rights, or remove it');
    }
  }
  if (left < 0) report('.', `it holds more than ${ORGANIZATION_BOUNDS.folder} bytes`, 'remove what it can do without');
  if (problems.length > 0) throw new KnowledgeError(problems);
  return texts;
}

/** Every YAML file of the folder and of its subfolders, in order; what lies deeper is not looked for. */
async function yamlBelow(folder: string): Promise<string[]> {
  const names = await namesIn(folder);
  const below = await Promise.all(
    names
      .filter((name) => !YAML.test(name))
      .map(async (name) => {
        // A file, or a folder that is none of ours and closed to us, such as lost+found.
        const inside = await namesIn(join(folder, name)).catch((error: unknown) => {
          if (FOLDERS.includes(name)) throw error;
          return [];
        });
        return inside.filter((one) => YAML.test(one)).map((one) => `${name}/${one}`);
      }),
  );
  return [...names.filter((name) => YAML.test(name)), ...below.flat()].sort();
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => !name.startsWith('.'));
}

function isRead(path: string): boolean {
  const [subfolder = '', name] = path.split('/');
  return name === undefined ? FILES.includes(path) : FOLDERS.includes(subfolder) && name.endsWith('.yaml');
}

/** @throws TypeError where the bytes are not UTF-8, or are no text. */
function decode(bytes: Uint8Array): string {
  if (bytes.includes(0)) throw new TypeError('a text has no zero byte');
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
