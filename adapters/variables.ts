/** The one list of the variables of the environment. No imports: `wif-doctor serve --help` prints it at once. */
/** A variable of the environment as people read about it: in the README and in `wif-doctor serve --help`. */
export interface Variable {
  readonly name: string;
  readonly is: string;
  /** What holds where it is not set; absent where there is nothing then. */
  readonly default?: string;
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export const APP_TYPES = ['SingleTenant', 'UserAssignedMSI'] as const;

/** Every variable that is read, in the order in which it is documented. */
export const VARIABLES = [
  { name: 'PORT', is: 'TCP port to listen on, 0 for any free one', default: '3978' },
  { name: 'LOG_LEVEL', is: `How much is logged: ${LOG_LEVELS.join(', ')}`, default: 'info' },
  { name: 'DATABASE_URL', is: 'Where threads are remembered, as file:PATH', default: 'file:data/wif-doctor.db' },
  { name: 'KNOWLEDGE_DIR', is: "Folder with your organization's own entries" },
  { name: 'LOCAL_PAGE', is: 'on serves the local page beside the other doors; it is always on without them' },
  { name: 'MicrosoftAppType', is: `Type of the bot's identity: ${APP_TYPES.join(' or ')}`, default: 'SingleTenant' },
  { name: 'MicrosoftAppId', is: "Application (client) ID of the bot's identity" },
  { name: 'MicrosoftAppPassword', is: 'Client secret of it; not used by UserAssignedMSI' },
  { name: 'MicrosoftAppTenantId', is: 'Directory (tenant) ID of it' },
  { name: 'SLACK_BOT_TOKEN', is: 'Bot token of the Slack app, xoxb-…' },
  { name: 'SLACK_SIGNING_SECRET', is: 'Signing secret of the Slack app, for events over HTTP' },
  { name: 'SLACK_APP_TOKEN', is: 'App-level token, xapp-…, for Socket Mode in place of HTTP' },
  {
    name: 'SLACK_API_URL',
    is: 'Another address of the Slack Web API, ending in /api/',
    default: 'https://slack.com/api/',
  },
] as const satisfies readonly Variable[];

export type VariableName = (typeof VARIABLES)[number]['name'];
