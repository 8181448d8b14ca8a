/** The texts of the benchmark: lines of error, and logs of any length with such a line at 70 %. */
import type { Knowledge } from '../knowledge/schema.ts';

/** A message of about 150 characters, and the entry that it is about. */
export interface Case {
  readonly line: string;
  readonly entry: string;
}

export const cases: readonly Case[] = [
  {
    entry: 'AADSTS700213',
    line: "##[error]AADSTS700213: No matching federated identity record found for presented assertion subject 'sc://fabrikam/web/arm-production'. Check the subject.",
  },
  {
    entry: 'AADSTS70021-legacy-issuer',
    line: "AADSTS70021: No matching federated identity record found for presented assertion. Assertion Issuer: 'https://app.vstoken.visualstudio.com/3f2a9c1e'.",
  },
  {
    entry: 'AADSTS70021-subject-mismatch',
    line: "Error: AADSTS70021: No matching federated identity record found for presented assertion. Assertion Subject: 'sc://fabrikam/payments/arm-test-westeurope'",
  },
  {
    entry: 'AADSTS700016',
    line: "ERROR: AADSTS700016: Application with identifier '5b1e2f77-90ad-4c36-8f0e-6d2f8c1a4e55' was not found in the directory 'Fabrikam'. Check the tenant id.",
  },
  {
    entry: 'AADSTS700016',
    line: "error: Application with identifier '5b1e2f77-90ad-4c36-8f0e-6d2f8c1a4e55' wasn't found in the directory 'Fabrikam'. It may not have been installed yet.",
  },
  {
    entry: 'AADSTS7000222',
    line: '"error_description": "The provided client secret keys for app \'5b1e2f77-90ad-4c36-8f0e-6d2f8c1a4e55\' are expired. Create new keys for your application."',
  },
  {
    entry: 'AADSTS700024',
    line: 'AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-20T09:14:32.1Z, assertion valid from 2026-11-20T07:58:11.0Z.',
  },
  {
    entry: 'AADSTS700211',
    line: "No matching federated identity record found for presented assertion issuer 'https://vstoken.dev.azure.com/4d8c70ab-5b19-47e3-a1f4-9e0c6b7d2f13'. Trace ID:",
  },
  {
    entry: 'unsupported-protocol-scheme',
    line: 'az login failed: Get "?audience=api%3A%2F%2FAzureADTokenExchange": unsupported protocol scheme "" while the provider was being configured on agent-04.',
  },
  {
    entry: 'jwt-failure',
    line: 'Failed to obtain the Json Web Token(JWT) using service principal client ID. Exception Message: see the step above for what the service principal sent.',
  },
];

/**
 * A log of about `length` characters, the error at 70 %. The noise is made up of what agents and tools print, with the
 * names of the knowledge in it; the same `seed` gives the same text.
 */
export function logWith(error: string, length: number, seed: number, knowledge: Knowledge): string {
  const noise = noiseOf(seed, knowledge);
  const lines: string[] = [];
  let size = 0;
  const add = (line: string): void => {
    lines.push(line);
    size += line.length + 1;
  };
  while (size < length * 0.7) add(noise());
  add(`2026-11-20T09:14:32.4182201Z ${error}`);
  while (size < length) add(noise());
  return lines.join('\n');
}

/** Marsaglia's xorshift: the benchmark needs the same noise each time, nothing better. */
function chance(seed: number): (below: number) => number {
  let state = seed * 2654435769 + 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const FOLDERS = ['src', 'web', 'payments', 'infra', 'modules', 'test', 'node_modules', 'packages', 'bin/Release'];
const FILES = ['main.tf', 'index.ts', 'Startup.cs', 'values.yaml', 'package.json', 'deploy.ps1', 'README.md'];
const WORDS =
  'restored project build succeeded warning deprecated package version layer already exists pulling image creating still reading state refreshing resource group deployment plan apply complete test passed skipped coverage uploading artifact cache hit miss restoring download finished retry timeout service azure agent module target net10 linux in for of the with and from'.split(
    ' ',
  );
/** What logs say of logging in while all is well: the words of the errors in lines that are none. */
const CALM = [
  'Using the service connection fabrikam-production; the token is read when the first request needs it.',
  'az login --service-principal -u *** --tenant *** --allow-no-subscriptions --federated-token ***',
  'Verified certificate, subject: CN=*.fabrikam.com, issuer: CN=DigiCert Global G2',
  'Login Succeeded',
  'Cache key: npm | "Linux" | package-lock.json was found in scope refs/heads/main',
  'The tenant default policy was read; nothing to change.',
  'Setting secret variable keyVaultName; its value is hidden in the log.',
];

function noiseOf(seed: number, knowledge: Knowledge): () => string {
  const next = chance(seed);
  const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const hex = (length: number): string => Array.from({ length }, () => next(16).toString(16)).join('');
  const guid = (): string => [8, 4, 4, 4, 12].map(hex).join('-');
  const words = (count: number): string => Array.from({ length: count }, () => pick(WORDS)).join(' ');
  const path = (): string => `/home/vsts/work/1/s/${pick(FOLDERS)}/${pick(FOLDERS)}/${pick(FILES)}`;
  const task = (): string => pick(knowledge.tasks.tasks).task;
  const title = (): string => pick(knowledge.guides).title;
  let second = 0;
  const stamp = (): string => {
    second += next(3);
    const part = (value: number): string => String(value % 60).padStart(2, '0');
    return `2026-11-20T09:${part(Math.trunc(second / 60))}:${part(second)}.${String(next(10_000_000)).padStart(7, '0')}Z`;
  };
  const kinds: readonly (() => string)[] = [
    () => `##[section]Starting: ${task()} ${words(2)}`,
    () =>
      `##[command]/usr/bin/az deployment group create --name ${pick(FOLDERS)}-${next(999)} --template-file ${path()}`,
    () => `##[debug]agent.jobstatus = undefined; system.debug=${next(2) === 0}; task ${task()} evaluated`,
    () => `##[warning]${words(9)} (${path()}:${next(400)}:${next(80)})`,
    () => `  ${path()} -> ${words(3)} [${next(9000)} ms]`,
    () =>
      `npm http fetch GET 200 https://registry.npmjs.org/@azure%2f${pick(FOLDERS)} ${next(900)}ms (cache ${words(1)})`,
    () =>
      `azurerm_resource_group.${pick(FOLDERS)}: Refreshing state... [id=/subscriptions/${guid()}/resourceGroups/rg-${next(99)}]`,
    () => `sha256:${hex(64)}: ${words(3)}`,
    () => `{"level":"info","time":${1_763_000_000 + next(999_999)},"msg":"${words(6)}","requestId":"${guid()}"}`,
    () => `Passed ${pick(FOLDERS)}.${pick(FOLDERS)}Tests.${words(1)}_${words(1)} [${next(900)} ms]`,
    () => `Get-AzResource : ${title()} | ${words(5)} | ETag="W/${hex(12)}"`,
    () =>
      `D:\\a\\1\\s\\${pick(FOLDERS)}\\${pick(FILES)}(${next(400)},${next(90)}): warning CS${1000 + next(8000)}: ${words(8)}`,
    () => words(12 + next(20)),
    () => pick(CALM),
    () =>
      `remote: Counting objects: ${next(100)}% (${next(5000)}/${next(5000)}), ${hex(7)}..${hex(7)} main -> origin/main`,
    () => `Get "https://management.azure.com/subscriptions/${guid()}/providers?api-version=2024-03-01": ${words(4)}`,
    () => '',
  ];
  return () => `${stamp()} ${pick(kinds)()}`;
}
