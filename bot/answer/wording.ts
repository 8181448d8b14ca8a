/** The sentences that the bot says itself; everything about errors, tasks and guides is in `knowledge/`. */
import type { Mark } from '../../knowledge/schema.ts';
import type { IssuerKind } from '../read/issuer.ts';
import type { SourceLine } from '../reply.ts';

export const LABELS = {
  solved: 'This solved it',
  failing: 'Still failing',
  restart: 'Start over',
  why: 'Why this?',
  steps: 'All steps',
  page: 'What Microsoft\u2019s page says',
  handover: 'Hand over',
  change: 'Change the last answer',
  where: 'Where do I find it?',
  checklist: 'Walk through the checklist',
  open: 'Open: ',
  help: 'What can you do?',
  manual: 'Set a connection up by hand',
  issuer: 'Which issuer do I have?',
  convert: 'Convert it to federation',
  convertSecret: 'Convert one with a secret',
} as const;

/** Beside everything that comes from an organization's own folder. */
export const OWN = {
  title: 'From your organization',
  suffix: ' (from your organization)',
  doThis: 'do this',
} as const;

/** A button of an answer whose entry is gone: an organization's folder can change while the bot runs. */
export const GONE = {
  title: 'The entry that stood here has been removed since.',
  says: 'Paste the error again, and I answer from what I know now.',
} as const;

export const SAYS = {
  why: 'Why: ',
  doThis: 'Do this',
  whyThis: 'Why this',
  howKnown: 'How I know: ',
  read: 'What your text shows',
  next: 'Next check',
  /** Before a clause of the knowledge, `see`. */
  see: 'It worked when ',
  carry: 'Carry over: ',
  compared: 'Presented by Azure DevOps, expected by the identity',
  notInText: 'not in your text',
  /** Beside an issuer: the pair is one that no assertion has. */
  otherMaker: (maker: string): string => ` (does not go with this subject, which ${maker} writes)`,
  hidden: ' (the agent hides a part as ***; Edit of the connection shows it whole)',
  alsoFound: 'Also in your text',
  alsoInThread: 'Also in this thread',
  andMore: (count: number): string => `and ${count} more`,
  message: 'your message',
  sameError: 'the same error',
  sameErrorWith: 'another log-in, refused with the same error:',
  otherCode: 'one of Entra\u2019s other codes',
  asked: 'You asked',
  pipelines: 'The pipeline beside it',
  silent: 'No Azure log-in error that I know in: ',
  likely: 'Likely, not certain. What I go by: ',
  /** Before the title of an entry that words alone point to, and what would make it certain. */
  soundsLike: 'This sounds like: ',
  confirmedBy: (code: string): string => `A log with ${code} would make it certain: paste that line if you have it.`,
  unknownMessage:
    'I do not know this message. The cause may stand in a line before it: paste more of the log, above all a line with AADSTS.',
  azureDevOpsCode: (code: string): string =>
    `${code} is a code of Azure DevOps itself, not of Microsoft Entra: a call to Azure DevOps was refused, not the log-in to Azure.`,
  solved: 'Good. Names and IDs that I had read for this answer are dropped.',
  solvedTitle: 'Solved: ',
  solvedGuide: 'Solved, with the guide: ',
  solvedComparison: 'Solved: what is presented and what is expected',
  /** After a press of "Still failing": what became of it, before what comes next. */
  failingCheck: 'Still failing, then. Answer this question: it tells which case yours is, and I show the steps for it.',
  failingNext: 'Still failing, then: this is the next thing to look at. ',
  tried: 'Tried already: ',
  checked: 'checked ',
  stale: ', more than 90 days ago',
  /** Of what is concluded: its source does not say it. */
  concluded: 'our own, after reading ',
  said: 'What is said, and by whom',
  /** Before the name of a mark, under a code whose meaning is not from Entra's list. */
  meaning: 'How this meaning is known: ',
  /** Before a clause of the knowledge, `otherwise`. The page is named as people look for it. */
  otherwise: 'Microsoft\u2019s troubleshooting page (edition before March 2025) says otherwise: ',
  findThem: 'How to find this person',
  exhausted: 'That was my last check for this. These are the ways to go on.',
  readFromText: ' (read from your text)',
} as const;

/** What to do where no check is left. */
export const LAST_WAYS = [
  'Look at the sign-in logs of the identity in the Entra admin center (service principal or managed identity sign-ins): they name the code and the reason of each refusal.',
  'Paste the lines around the failure here as text, the earlier the better: the first error of a run is the cause more often than the last.',
  'Ask Microsoft support, with the correlation ID and the time stamp beside the error.',
] as const;

/** Said where an assertion is not one of Azure DevOps: the advice of the entries is about service connections. */
export const OTHER_PRODUCT: Readonly<Partial<Record<IssuerKind, string>>> = {
  github:
    'This assertion was made by GitHub Actions, not by Azure DevOps. The rule is the same (issuer, subject and audience of the federated credential must equal what was presented), but the values come from your workflow, not from a service connection.',
  kubernetes:
    'This assertion was made by a Kubernetes cluster, not by Azure DevOps. The rule is the same (issuer, subject and audience of the federated credential must equal what was presented), but the values come from the cluster and its service account.',
  other:
    'This issuer is not one that Azure DevOps uses. If the log-in belongs to another product, its values must be taken from there, not from a service connection.',
};

export const ISSUER_NAMES: Readonly<Record<IssuerKind, string>> = {
  entra: 'Entra issuer, the current one',
  'azure-devops': 'Azure DevOps issuer, which retires on 1 July 2027 for most connections',
  legacy: 'the oldest issuer of Azure DevOps, no longer in use',
  github: 'GitHub Actions',
  kubernetes: 'a Kubernetes cluster',
  other: 'not an issuer of Azure DevOps',
};

/** Beside an issuer whose subject another one writes. */
export const OTHER_MAKER: Readonly<Record<'entra' | 'azure-devops' | 'github' | 'kubernetes', string>> = {
  entra: 'the Entra issuer',
  'azure-devops': 'the Azure DevOps issuer',
  github: 'GitHub Actions',
  kubernetes: 'a Kubernetes cluster',
};

export const MARK_NAMES: Readonly<Record<Mark, string>> = {
  documented: 'documented',
  code: 'read in source code',
  observed: 'observed by others',
  inferred: 'inferred',
};

const HOW_KNOWN: Readonly<Record<Mark, string>> = {
  documented: '',
  code: ' · from the source code',
  observed: ' · observed, not documented',
  inferred: ' · inferred, not documented',
};

/** What stands after the title of a source: how it knows, and when it was checked. */
export function sourceNote({ mark, checked, stale }: Pick<SourceLine, 'mark' | 'checked' | 'stale'>): string {
  return `${HOW_KNOWN[mark]} · ${SAYS.checked}${checked}${stale ? SAYS.stale : ''}`;
}

export const NOTICES = {
  unreadable: 'I cannot read this button. Nothing was changed. Paste the error again, and I will answer again.',
  version:
    'This button is of another version of mine. Nothing was changed. Paste the error again, and I will answer again.',
  unknownCase:
    'I no longer remember the answer that this button belongs to. Nothing was changed. Paste the error again, and we go on from there.',
  outdated:
    'Someone pressed a button here a moment before you. Your press changed nothing; this is where the thread stands.',
} as const;

export const HELP = {
  title: 'I read why an Azure DevOps pipeline cannot log in to Azure.',
  can: [
    'Paste an error or a piece of the log, as text: I say which error it is, why it happens, what to do and who can do it.',
    'Ask about a task: "does AzureCLI@1 support WIF?"',
    'Ask for the checklist, for the set-up by hand, or which issuer you have.',
  ],
  shared: 'In a channel I hear only messages that mention me: put the question and my name into one message.',
  privacy:
    'I answer from a fixed catalog, without a language model. What you paste is masked and goes nowhere else; its text is not stored, only the names and IDs that I read in it, so that the buttons go on working.',
  emptyTitle: 'I need the error as text.',
  empty:
    'Paste the lines of the log around the failure, as text. A picture I cannot read, and a file only where it reaches me as text.',
} as const;

/** Small questions that the help answers itself. */
export const SMALL_ANSWERS = {
  thanks: 'Glad to help. Paste an error here whenever a log-in to Azure fails.',
  federation: {
    title: 'With workload identity federation (WIF) a pipeline logs in to Azure without a secret.',
    says: [
      'The service connection presents a token of its own, which lives for minutes. Microsoft Entra accepts it because the app registration or managed identity has a federated credential with the same issuer, subject and audience.',
      'So there is no secret that could leak or expire. The tasks of the pipeline have to support it.',
    ],
    source: 'learn-configure',
  },
} as const;

/** Presented and expected values, compared. */
export const COMPARISON = {
  unnamed: 'without a name',
  title: 'Compared with the',
  called: (name?: string): string => (name ? `credential ${name}` : 'federated credential'),
  where: 'Where they differ',
  notListed: 'not in the list',
  cutOff: 'cut off in the table',
  noCredential: 'no credential',
  none: 'The list is empty: the identity has no federated credential at all.',
  fits: (name: string, fields: readonly string[]): string =>
    `The ${name} fits: ${listed(fields.map((field) => `the ${field}`))} ${fields.length === 1 ? 'is' : 'are'} the same, letter by letter.`,
  open: (name: string): string => `I cannot compare the ${name}: no value is known on both sides.`,
  cut: (name: string): string =>
    `I cannot compare the ${name}: its table cuts values off or breaks them. Print it with | Format-List, or as JSON.`,
  fitsMasked: (name: string): string => `The ${name} fits as far as it can be seen: a part is masked as ***.`,
  differs: (name: string, fields: readonly string[]): string =>
    `The ${name} does not fit: the ${fields.join(' and the ')} ${fields.length === 1 ? 'differs' : 'differ'}.`,
  secret: (name = 'This connection'): string => `${name} logs in with a secret, not with workload identity federation.`,
  secretWhy:
    'It presents no assertion, so no federated credential is looked at. Converting it to federation removes the secret.',
  credentials: 'What the identity expects',
  onlyCredentials: (count: number): string =>
    `I have read ${count} federated credential${count === 1 ? '' : 's'}; what is presented is still missing.`,
  needConnection:
    'Paste the error with its assertion, or the JSON of the service connection (az devops service-endpoint show), into this thread: I compare them letter by letter.',
  onlyConnection: (name = 'the connection'): string =>
    `I have read what ${name} presents; what the identity expects is still missing.`,
  otherApplication: (name?: string): string => `${connectionCalled(name)} names another application than the error`,
  otherTenant: (name?: string): string => `${connectionCalled(name)} names another tenant than the error`,
  presentsElse: (fields: readonly string[], name?: string): string => {
    const called = connectionCalled(name);
    return `${called.charAt(0).toUpperCase()}${called.slice(1)} presents another ${fields.join(' and another ')} than the error shows: `;
  },
  presentsElseWhy: '. It is another connection, or it was saved since that run.',
  namesIt: (name?: string): string => `It is the one of ${connectionCalled(name)}.`,
  noneNames: 'None of the connections that I read names the application of the error',
  inError: ' in the error',
  inCredential: (name?: string): string => ` in the ${COMPARISON.called(name)} now`,
  /** A text of the knowledge's markup, for what stands in its place in a command. */
  clientId: '`<client-id>` is the application (client) ID that the failing connection shows.',
  notInError: 'not shown in the error',
  inBoth: (name?: string): string => ` in the error and in ${connectionCalled(name)}`,
  inConnection: (name?: string): string => ` in ${connectionCalled(name)}`,
  needCredentials: 'Paste the list of federated credentials into this thread, and I compare them letter by letter:',
} as const;

function connectionCalled(name?: string): string {
  return name ? `connection ${name}` : 'the connection';
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** The verdict on a pipeline. */
export const REVIEW = {
  verdict: (tasks: number, change: number, look: number, pipelines = 1): string => {
    const here = pipelines === 1 ? 'this pipeline' : `these ${pipelines} pipelines`;
    if (tasks === 0) return `I see no task in ${here}, only templates or scripts.`;
    const what = tasks === 1 ? `The one task of ${here}` : `Of ${tasks} tasks in ${here}`;
    if (change === 0 && look === 0) return tasks === 1 ? `${what} is fine.` : `All ${tasks} tasks in ${here} are fine.`;
    if (tasks === 1) return change > 0 ? `${what} cannot work as it stands.` : `${what} needs a look.`;
    const parts = [
      ...(change > 0 ? [`${change} cannot work as ${change === 1 ? 'it stands' : 'they stand'}`] : []),
      ...(look > 0 ? [`${look} ${look === 1 ? 'needs' : 'need'} a look`] : []),
    ];
    return `${what}, ${parts.join(' and ')}.`;
  },
  broken: 'Where it is broken, and what I read line by line',
  long: 'Too long to be read as a whole',
  partFirst: 'I have read only a part. ',
  unread: (place: string): string =>
    `So many tasks are no one pipeline: I have read those before ${place}. Send the rest as a file of its own.`,
  brokenFirst: 'The YAML is broken; this is what can be read. ',
  more: (count: number): string => `${count} more like these; the review command of the command line lists them all.`,
  works: (tasks: readonly string[]): string => `These work as they stand: ${tasks.join(', ')}.`,
  without: (tasks: readonly string[]): string => `No Azure connection that I can see: ${tasks.join(', ')}.`,
  diff: 'The change of versions',
  needs: '; it requires, and a step does not set: ',
  inputs: 'A new major version can rename or drop inputs. Check these in its documentation',
  connections: 'Service connections: ',
  templates: 'Templates that I have not seen: ',
} as const;

/** The message that "Hand over" makes. */
export const HANDOVER = {
  title: 'A message to copy',
  /** After the label of the button, for what no text shows. */
  add: ' makes a message for this person. Add ',
  lacks: 'Add to the message: ',
  to: 'For the',
  seen: 'What is known:',
  please: 'Please:',
  more: 'More:',
} as const;
