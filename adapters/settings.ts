/** The settings: what the environment may say, checked once at start. */
import { z } from 'zod';
import { APP_TYPES, LOG_LEVELS, VARIABLES, type VariableName } from './variables.ts';

export { VARIABLES } from './variables.ts';

export interface SlackSettings {
  readonly botToken: string;
  readonly signingSecret?: string;
  /** Socket Mode where it is given. */
  readonly appToken?: string;
  readonly apiUrl?: string;
}

export interface TeamsSettings {
  readonly appType: (typeof APP_TYPES)[number];
  readonly appId: string;
  readonly appPassword?: string;
  readonly tenantId: string;
}

export interface Settings {
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly databaseUrl: string;
  readonly knowledgeDir?: string;
  /** No setting of Slack or Teams at all: loopback only, the page is open. */
  readonly local: boolean;
  /** Whether the local page is served. */
  readonly page: boolean;
  readonly slack?: SlackSettings;
  readonly teams?: TeamsSettings;
}

/** Thrown with every problem at once; no message repeats the value of a secret. */
export class SettingsError extends Error {
  readonly code = 'SETTINGS';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });
/** Tokens are pasted into files by hand: a blank or a line break inside them is the commonest slip. */
const secret = z
  .string()
  .regex(/^[\x21-\x7e]+$/, 'holds a space, a line break or a character that it cannot have; copy it again');
const token = (prefix: string, where: string) =>
  secret.startsWith(prefix, `must begin with ${prefix}; copy it from ${where}`);
const guid = z.guid(
  'must be an ID such as 00000000-0000-0000-0000-000000000000; copy it from the app registration or the managed identity',
);
const PORT_RULE = 'must be a whole number from 0 to 65535, such as 3978';

const environmentSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, PORT_RULE)
    .transform(Number)
    .refine((port) => port <= 65535, PORT_RULE)
    .default(3978),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  DATABASE_URL: z.string().default('file:data/wif-doctor.db'),
  KNOWLEDGE_DIR: z.string().optional(),
  LOCAL_PAGE: oneOf(['on', 'off']).optional(),
  MicrosoftAppType: oneOf(APP_TYPES).optional(),
  MicrosoftAppId: guid.optional(),
  MicrosoftAppPassword: secret.optional(),
  MicrosoftAppTenantId: guid.optional(),
  SLACK_BOT_TOKEN: token('xoxb-', 'OAuth & Permissions of the Slack app').optional(),
  SLACK_SIGNING_SECRET: secret.optional(),
  SLACK_APP_TOKEN: token('xapp-', 'Basic Information, App-Level Tokens, of the Slack app').optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address, such as https://slack.com/api/' })
    .endsWith('/api/', 'must end in /api/, with the slash, such as https://slack.com/api/')
    .optional(),
} satisfies Record<VariableName, z.ZodType>);

type Environment = z.output<typeof environmentSchema>;

/**
 * Reads the settings. A variable that is set to nothing, or to blanks, counts as not set.
 *
 * @throws SettingsError with all problems: what is malformed, and which half of a set is missing.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    VARIABLES.map(({ name }) => [name, environment[name]?.trim()]).filter(([, value]) => value),
  );
  const parsed = environmentSchema.safeParse(given);
  const malformed = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}.`);
  const problems = [...new Set([...malformed, ...missing(new Set(Object.keys(given)), given.MicrosoftAppType)])];
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);

  const slack = slackSettings(parsed.data);
  const teams = teamsSettings(parsed.data);
  const local = slack === undefined && teams === undefined;
  return {
    port: parsed.data.PORT,
    logLevel: parsed.data.LOG_LEVEL,
    databaseUrl: parsed.data.DATABASE_URL,
    ...(parsed.data.KNOWLEDGE_DIR !== undefined && { knowledgeDir: parsed.data.KNOWLEDGE_DIR }),
    local,
    page: local || parsed.data.LOCAL_PAGE === 'on',
    ...(slack && { slack }),
    ...(teams && { teams }),
  };
}

/** The missing halves of the sets that were begun. */
function missing(names: ReadonlySet<string>, appType: string | undefined): string[] {
  const begun = (prefix: string) => [...names].filter((name) => name.startsWith(prefix));
  const without = (prefix: string, name: VariableName, where: string) =>
    names.has(name) ? [] : [`${name} is missing, although ${list(begun(prefix))} set. ${where}`];
  const problems: string[] = [];
  if (begun('SLACK_').length > 0) {
    problems.push(...without('SLACK_', 'SLACK_BOT_TOKEN', 'Copy it from OAuth & Permissions of the Slack app.'));
    if (!names.has('SLACK_APP_TOKEN')) {
      const where =
        'Copy it from Basic Information of the Slack app, or set SLACK_APP_TOKEN in its place to use Socket Mode.';
      problems.push(...without('SLACK_', 'SLACK_SIGNING_SECRET', where));
    }
  }
  if (begun('Microsoft').length > 0) {
    const where = "Copy it from the overview of the bot's identity in the Azure portal.";
    problems.push(
      ...without('Microsoft', 'MicrosoftAppId', where),
      ...without('Microsoft', 'MicrosoftAppTenantId', where),
    );
    if (appType !== 'UserAssignedMSI') {
      const secretFrom =
        'Add a client secret to the app registration and copy its value, or set MicrosoftAppType to UserAssignedMSI where the bot runs with a managed identity.';
      problems.push(...without('Microsoft', 'MicrosoftAppPassword', secretFrom));
    }
  }
  return problems;
}

function list(names: readonly string[]): string {
  return names.length === 1 ? `${names[0]} is` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are`;
}

function slackSettings(environment: Environment): SlackSettings | undefined {
  const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN, SLACK_API_URL } = environment;
  if (SLACK_BOT_TOKEN === undefined) return undefined;
  return {
    botToken: SLACK_BOT_TOKEN,
    ...(SLACK_SIGNING_SECRET !== undefined && { signingSecret: SLACK_SIGNING_SECRET }),
    ...(SLACK_APP_TOKEN !== undefined && { appToken: SLACK_APP_TOKEN }),
    ...(SLACK_API_URL !== undefined && { apiUrl: SLACK_API_URL }),
  };
}

function teamsSettings(environment: Environment): TeamsSettings | undefined {
  const { MicrosoftAppType = 'SingleTenant', MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId } = environment;
  if (MicrosoftAppId === undefined || MicrosoftAppTenantId === undefined) return undefined;
  return {
    appType: MicrosoftAppType,
    appId: MicrosoftAppId,
    ...(MicrosoftAppPassword !== undefined && { appPassword: MicrosoftAppPassword }),
    tenantId: MicrosoftAppTenantId,
  };
}
