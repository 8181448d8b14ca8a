/**
 * The shape of everything in `knowledge/`. An entry is complete or it does not load.
 *
 * Texts are plain sentences in which `` `code` `` and `*label of the screen*` are the only markup, and `{subject}` (any
 * name of VALUE_NAMES) stands for the person's own value, or for its general name where the value is not known.
 */
import { z } from 'zod';
import type { Addition, Organization } from './organization-schema.ts';

/** How a source knows. Everything but `documented` is said to be so in the answer. */
const MARKS = ['documented', 'code', 'observed', 'inferred'] as const;

/** The steps of the checklist, and `outside` for what none of them covers. */
const CHECKLIST_STEPS = ['tasks', 'tenant', 'issuer', 'setup', 'outside'] as const;

/** The Azure CLI that refuses assertions after five minutes: https://github.com/Azure/login/issues/372 (2026-11-23). */
export const CLI_THAT_REFUSES_EARLY = '2.59.0';

/** The values of a person that a text may name, with what to call each where it is not known. */
export const VALUE_NAMES = {
  issuer: 'the issuer that the service connection shows',
  subject: 'the subject identifier that the service connection shows',
  audience: 'api://AzureADTokenExchange',
  application: 'the application (client) ID of the service connection',
  tenant: 'the directory (tenant) ID of the service connection',
  organization: 'your organization',
  project: 'your project',
  connection: 'the service connection',
  task: 'the task',
  /** The version of the task to use instead. */
  replacement: 'the version that the table names',
  credential: 'the federated credential',
  identity: 'the managed identity',
  group: 'its resource group',
  connectionid: 'the ID of the service connection',
  trace: 'the trace ID beside the error',
  correlation: 'the correlation ID beside the error',
  timestamp: 'the time beside the error',
  /** What Azure refused to a log-in that worked: AuthorizationFailed. */
  action: 'the action in the message',
  scope: 'the scope in the message',
  principal: 'the object ID in the message',
  /** Minutes, from the times that AADSTS700024 prints: how old the assertion was, and how long it lives. */
  age: 'too many',
  life: 'about ten',
} as const;

/** What stands for a value in a command where it is not known, where its name alone would not tell. */
export const PLACEHOLDERS: Readonly<Partial<Record<ValueName, string>>> = {
  application: 'client-id',
  connectionid: 'connection-id',
  tenant: 'tenant-id',
  principal: 'principal-object-id',
  group: 'resource-group',
};

/**
 * What reading can tell from a text alone, as `kind:value`. Entries name these to apply only where they hold
 * (`requires`) or to take a check as answered (`when`). A concept of `words/` that bears such a name adds its signal
 * where the message is a question.
 */
export const SIGNALS = [
  /** Which generation of issuer the text shows; `legacy` is the oldest prefix, `app.vstoken.visualstudio.com`. */
  'issuer:entra',
  'issuer:azure-devops',
  'issuer:legacy',
  'issuer:github',
  'issuer:kubernetes',
  'issuer:other',
  /** The form of the subject: `sc://organization/project/connection`, or `…/sc/<id>/<id>`. */
  'subject:names',
  'subject:ids',
  'subject:other',
  /** How old the assertion was when it was used: from the times in AADSTS700024. */
  'age:over-an-hour',
  'age:ten-minutes-to-an-hour',
  'age:under-ten-minutes',
  'age:not-yet-valid',
  /** The Azure CLI of the step: the one that refuses assertions early, or another where the assertion was still young. */
  'cli:refuses-early',
  'cli:other',
  'identity:managed',
  'identity:app',
  'agent:hosted',
  'agent:self-hosted',
  /** The text holds a code of Entra. */
  'code:any',
  'cloud:sovereign',
  /**
   * What the table of tasks documents of the one that failed: it supports federation, it does not but another version
   * does, or none does. From the banner before the error, which names it; nothing of a task that the table leaves open.
   */
  'task:supported',
  'task:replaced',
  'task:unsupported',
  /**
   * What was presented, compared with the credentials of the identity, where both were pasted: one fits; the subject
   * differs in a name; something differs; there is no credential.
   */
  'compared:fits',
  'compared:renamed',
  'compared:differs',
  'compared:none',
  /** The JSON of the connection names the application and the tenant that the error names. */
  'connection:same-ids',
  /** What a message in words says has happened. */
  'said:renamed',
  'said:deleted',
  /** What a question asks for: who may do something, how long a token lives; else one of the outcomes of `find-values`. */
  'asks:who-may',
  'asks:lifetime',
  'asks:presented',
  'asks:ids',
  'asks:principal',
  'asks:subscription',
  'asks:expected',
  'asks:audience',
] as const;

/** The guide that tells where each value stands: its outcomes are what `where` of a check names. */
export const FIND_VALUES = 'find-values';

const named = (most: number): string => `must be small letters, digits and hyphens alone, at most ${most}`;

const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;
/** Ids of checks and answers travel in buttons, which Slack limits to 150 characters in all. */
const checkId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,23}$/, named(24));
const answerId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,15}$/, named(16));
export const id = z.string().regex(ID_PATTERN, 'must be letters, digits and hyphens alone, at most 40');

export const text = z
  .string()
  .min(3)
  .max(480)
  .refine((value) => value === value.trim() && !/\n/.test(value), 'must be one line without space at its ends');

const dateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date as YYYY-MM-DD');

/** Hosts that a link may lead to: Microsoft's own, and the public trackers that sources name. */
export const ALLOWED_HOSTS = [
  'learn.microsoft.com',
  'login.microsoftonline.com',
  'aka.ms',
  'github.com',
  'portal.azure.com',
  'entra.microsoft.com',
  'dev.azure.com',
  'registry.terraform.io',
] as const;

/** An https address on one of `hosts`, without a name or a password in it. */
export const linkTo = (hosts: readonly string[]) =>
  z.url().refine(
    (value) => {
      const { protocol, hostname, username, password } = new URL(value);
      return protocol === 'https:' && hosts.includes(hostname) && username === '' && password === '';
    },
    `must be an https address on one of: ${hosts.join(', ')}`,
  );

const linkSchema = linkTo(ALLOWED_HOSTS);

export const sourceSchema = z
  .strictObject({
    id,
    title: z.string().min(3).max(110),
    url: linkSchema,
    /** Which edition was read, where it says so: a date, a commit, or words. */
    edition: z.string().max(80).optional(),
    /** The day on which we read it. */
    checked: dateText,
    mark: z.enum(MARKS),
  })
  .meta({ title: 'a source' });

export const roleSchema = z
  .strictObject({
    id,
    name: z.string().min(3).max(60),
    /** How to find this person where nobody knows who it is. */
    find: z.array(text).min(1).max(4),
  })
  .meta({ title: 'a role' });

/** A claim with its source. `page: true` marks what the troubleshooting page says where that is out of date. */
const statementSchema = z
  .strictObject({
    text,
    source: id,
    /** Given where it differs from the source's own mark. */
    mark: z.enum(MARKS).optional(),
    page: z.boolean().optional(),
    /** What of the page's statement is otherwise today: a short clause, and all of it that a first answer says. */
    otherwise: text.max(120).optional(),
    /** Said only where one of these signals holds. */
    when: z.array(z.enum(SIGNALS)).min(1).optional(),
  })
  .refine(({ page, otherwise }) => page || !otherwise, {
    error: 'belongs to a statement with page: true',
    path: ['otherwise'],
  })
  .meta({ title: 'a statement' });

export const stepSchema = z
  .strictObject({
    do: text,
    /** A command to copy, for bash and PowerShell alike unless `powershell` differs. Placeholders as in texts. */
    run: z.string().max(1000).optional(),
    powershell: z.string().max(1000).optional(),
    /** How to see that it worked: what follows "It worked when". */
    see: text.optional(),
    /** Done in this conversation ("paste it here"): left out of a message to hand over. */
    here: z.literal(true).optional(),
    link: id.optional(),
    /** Left out where the text shows another signal of the same kind: the step is for another branch. */
    when: z.array(z.enum(SIGNALS)).min(1).optional(),
  })
  .meta({ title: 'a step' });

const answerSchema = z
  .strictObject({
    id: answerId,
    label: z.string().min(2).max(32),
    /** Id of the next check or of an outcome of the same file. */
    // biome-ignore lint/suspicious/noThenProperty: the word that reads best in the files; its value is no function
    then: id,
    /** Taken as answered, without asking, where one of these signals holds. */
    when: z.array(z.enum(SIGNALS)).min(1).optional(),
  })
  .meta({ title: 'an answer' });

const checkSchema = z
  .strictObject({
    id: checkId,
    ask: text.max(200),
    /** How to find the answer out; in a guide, what to click or run. */
    how: z.array(text).max(4).optional(),
    /** A file that the commands of `how` take, to copy. Placeholders as in commands. */
    file: z.strictObject({ name: z.string().min(3).max(40), holds: z.string().max(900) }).optional(),
    /** How to see that the step worked (what follows "It worked when"), and which values to carry over from it. */
    see: text.max(200).optional(),
    carry: text.max(200).optional(),
    /** Outcomes of the guide `find-values` that tell where the values of this step stand. */
    where: z.array(checkId).min(1).max(2).optional(),
    answers: z.array(answerSchema).min(2).max(3),
  })
  .meta({ title: 'a check' });

const outcomeSchema = z
  .strictObject({
    id: checkId,
    verdict: z.string().min(5).max(140),
    why: text.optional(),
    /** What the person who asks adds to the message that is handed over: no text shows it. */
    add: text.max(200).optional(),
    /** Role of the person who can do the steps. */
    who: id,
    steps: z.array(stepSchema).min(1).max(6),
    /** Entries or guides that lead on from here, offered as buttons. */
    open: z.array(id).max(2).optional(),
  })
  .meta({ title: 'an outcome' });

/** A group of `asks` with this part counts only where nothing else is said: `convert service connection`. */
export const ALONE = 'alone';

/** The concepts of a part of `asks`: the one that it names, or the two of `to-create + service-principal`. */
export function conceptsOf(part: string): string[] {
  return part.split(' + ');
}

/**
 * The words by which people ask for something: every group of concepts (knowledge/words/) that is present in full.
 * Of `a + b` the words for the one follow those for the other; a group with `alone` leaves no word of the message over
 * but those that say nothing (`small`, `filler`) and those for what we are about.
 */
const asksSchema = z
  .array(
    z
      .array(z.string().refine((part) => conceptsOf(part).length <= 2, 'joins more than two concepts with +'))
      .min(1)
      .max(8),
  )
  .min(1)
  .max(40);

const examples = z.array(z.string().min(3).max(2000)).min(1).max(24);

const walk = {
  id,
  /** The first line of the answer. */
  title: z.string().min(5).max(130),
  /** Its name on a button. */
  label: z.string().min(3).max(34).optional(),
  asks: asksSchema.optional(),
  checks: z.array(checkSchema).min(1).max(12),
  outcomes: z.array(outcomeSchema).min(1).max(16),
  statements: z.array(statementSchema).max(12),
  sources: z.array(id).min(1).max(5),
  examples: z.strictObject({ match: examples, not: examples }),
};

/**
 * What a text is searched for: literally, by its letters a to z and digits alone, so it must have some. No field of any
 * schema here is a regular expression, and these are short and few: whatever stands in a file, a search stays linear in
 * the length of the text (test/knowledge/organization.test.ts).
 */
const literal = (least: number) =>
  z
    .string()
    .max(200)
    .refine(
      (value) => value.replace(/[^a-z0-9]/gi, '').length >= least,
      `must hold at least ${least} of the letters a to z and digits: nothing else is searched for`,
    );

/** A sentence by which an error is known: its fragments, in this order, close together, whatever stands between. */
const signatureSchema = z
  .strictObject({
    says: z.array(literal(6)).min(1).max(4),
    certainty: z.enum(['exact', 'likely']).default('exact'),
    /** Only where one of these words stands close by: for sentences that other products use too. */
    near: z.array(literal(3)).min(1).max(24).optional(),
    /** Never where one of these stands close by. */
    unless: z.array(literal(3)).min(1).max(24).optional(),
  })
  .meta({ title: 'a signature' });

const entraCode = z.string().regex(/^AADSTS\d{5,7}$/, 'must be a code of Entra, such as AADSTS700213');

export const errorSchema = z
  .strictObject({
    ...walk,
    /** Codes of Entra that mean this entry, whole: `AADSTS700213`. */
    codes: z.array(entraCode).max(24).default([]),
    signatures: z.array(signatureSchema).max(24).default([]),
    /**
     * The field for which Entra refuses the log-in: where both sides of it are known, they decide instead of the checks.
     * `application` stands for the IDs that the error and the connection name.
     */
    compares: z.enum(['issuer', 'subject', 'audience', 'application']).optional(),
    /** For one of several entries with the same code: only where one of these signals holds. */
    requires: z.array(z.enum(SIGNALS)).min(1).optional(),
    /** A general message: gives way to any specific error beside it. */
    general: z.boolean().default(false),
    /** Azure says it to a log-in that worked: it explains no refused log-in, and none explains it. */
    afterLogIn: z.literal(true).optional(),
    checklist: z.enum(CHECKLIST_STEPS),
    /** First lines that say more than the title, where the text shows a signal. */
    verdicts: z.array(z.strictObject({ text: text.max(130), when: z.array(z.enum(SIGNALS)).min(1) })).optional(),
    happened: text,
    why: text,
    who: id,
    steps: z.array(stepSchema).min(1).max(6),
  })
  .meta({ title: 'an entry' });

/** A guide, and the checklist: a walk that begins with a short answer of its own. */
export const guideSchema = z
  .strictObject({
    ...walk,
    intro: z.array(text).min(1).max(5),
    /** Asks for the error: left out where the message has one that nothing knows. */
    paste: text.optional(),
    /** It makes a new connection: issuer, subject and client ID of the one that the thread is about are not its own. */
    newConnection: z.literal(true).optional(),
  })
  .meta({ title: 'a guide' });

const SUPPORT = ['yes', 'no', 'use', 'by-connection', 'not-listed'] as const;

/** As pipelines write it. Its beginnings are all kept, and it travels in buttons: so it is short. */
const TASK_NAME = /^[A-Za-z]{3,50}(?:[Vv]\d{1,2})?@\d{1,3}$/;

const taskName = z.string().regex(TASK_NAME, 'must be a task with its major version, such as AzureCLI@2');

export const taskSchema = z
  .strictObject({
    task: taskName,
    /** The GUID of the task, the same in all its versions, in small letters: pipelines may name it so. */
    id: z
      .string()
      .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be a GUID in small letters: id of its task.json')
      .optional(),
    /** Its display name: in the agent's banner and in the classic editor. */
    title: z.string().min(2).max(60).optional(),
    /** How a step of it is called where nobody has named it, without its inputs; where that is another name still. */
    instance: z.string().min(12).max(60).optional(),
    /** What the table of the troubleshooting page says; `not-listed` where it has no such row. */
    support: z.enum(SUPPORT),
    /** The replacement that the table names. */
    use: taskName.optional(),
    /** `by-connection`, and a condition that the table puts on a replacement: the answer for each connection type. */
    connections: z
      .array(z.strictObject({ type: z.enum(['azure', 'docker-registry']), supported: z.boolean() }))
      .optional(),
    /** Deprecated by its publisher; `since` (a day, a month or a year) where it is known, `source` where that is known elsewhere than the rest. */
    deprecated: z
      .strictObject({
        since: z
          .string()
          .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/, 'must be a year, a month as YYYY-MM, or a date as YYYY-MM-DD')
          .optional(),
        source: id.optional(),
      })
      .optional(),
    /** The version to use today where this one is not it. Absent where there is none (say so in a note). */
    now: taskName.optional(),
    /** What the task logs in with: an Azure connection, a registry connection, an Azure DevOps connection, or none. */
    login: z.enum(['azure', 'docker-registry', 'azure-devops', 'other']),
    /** The names of its inputs that take an Azure Resource Manager connection. */
    inputs: z.array(z.string()).default([]),
    /** Inputs that it requires and gives no default, where an older version had none of them. */
    needs: z.array(z.string()).default([]),
    /** Other types of service connection that it takes. */
    otherConnections: z.array(z.string()).default([]),
    runs: z.enum(['agent', 'server']).default('agent'),
    notes: z.array(statementSchema).default([]),
  })
  .refine((row) => (row.support === 'use') === (row.use !== undefined), 'support: use and a replacement go together')
  .refine((row) => row.support !== 'by-connection' || row.connections !== undefined, 'by-connection needs connections')
  .meta({ title: 'a task' });

export const taskTableSchema = z.strictObject({
  /** Source of the `support` column and of the rest. */
  page: id,
  code: id,
  tasks: z
    .array(
      taskSchema.refine(({ title }) => title !== undefined, {
        error: 'needs the display name of the task: friendlyName of its task.json',
        path: ['title'],
      }),
    )
    .min(1),
});

const entraCodeSchema = z.strictObject({
  code: entraCode,
  name: z.string().optional(),
  /** Sentences by which it is known without its number, each as fragments in this order. */
  says: z
    .array(z.array(literal(6)).min(1).max(3))
    .max(3)
    .optional(),
  /** What it means, one sentence of ours. */
  means: text.max(240).optional(),
  /** How the meaning is known, where it is not from the list that is their source. */
  mark: z.enum(MARKS).exclude(['documented']).optional(),
  /** The first thing to do. */
  first: text.max(240).optional(),
  group: z
    .enum(['federation', 'secret', 'consent', 'policy', 'tenant', 'cloud', 'transient', 'user', 'request', 'assertion'])
    .optional(),
});

export const entraCodesSchema = z.strictObject({
  source: id,
  lookup: z.string(),
  codes: z.array(entraCodeSchema).min(1),
});

/** What a person is asked to do once both sides are known. */
const mendSteps = z.array(stepSchema).min(1).max(4);

/** A command that mends a difference, for each kind of identity. */
const commandSchema = z.strictObject({
  id: z.enum(['app-update', 'app-create', 'app-list', 'identity-update', 'identity-create', 'identity-list']),
  does: text,
  run: z.string().max(900),
  powershell: z.string().max(900).optional(),
});

export const commandsSchema = z.strictObject({
  sources: z.array(id).min(1),
  commands: z.array(commandSchema).length(6),
  /** Role of the person who can do all of this. */
  who: id,
  after: mendSteps,
  renamed: mendSteps,
  fits: mendSteps,
  script: mendSteps,
  otherIds: mendSteps,
});

/** In a phrase: up to five other words may stand here. */
export const GAP = '…';

const phrase = z
  .string()
  .min(1)
  .max(80)
  .refine((value) => {
    const halves = value.split(GAP).map((half) => half.trim());
    return halves.length <= 2 && !halves.includes('');
  }, `may have one ${GAP}, between words`);

/** The words of a language, by concept. Matching folds letter case and accents away. */
export const wordsSchema = z.strictObject({
  language: z.string().min(2).max(8),
  concepts: z.record(z.string().max(40), z.array(phrase).min(1)),
});

/** What the loader says of a thing; no file can, since the schemas are strict. */
export interface Loaded {
  /** From the folder of an organization; absent on ours. */
  readonly origin?: 'organization';
  /** What the organization adds to a thing of ours. */
  readonly added?: Addition;
}

export type Source = z.infer<typeof sourceSchema> & Pick<Loaded, 'origin'>;
export type Role = z.infer<typeof roleSchema>;
export type Statement = z.infer<typeof statementSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type Check = z.infer<typeof checkSchema>;
export type Outcome = z.infer<typeof outcomeSchema>;
export type Signature = z.infer<typeof signatureSchema>;
export type ErrorEntry = z.infer<typeof errorSchema> & Loaded;
export type Guide = z.infer<typeof guideSchema> & Loaded;
export type Walk = ErrorEntry | Guide;
export type TaskRow = z.infer<typeof taskSchema> & Loaded;
export type TaskTable = Omit<z.infer<typeof taskTableSchema>, 'tasks'> & { readonly tasks: readonly TaskRow[] };
export type EntraCode = z.infer<typeof entraCodeSchema>;
export type EntraCodes = z.infer<typeof entraCodesSchema>;
export type Command = z.infer<typeof commandSchema>;
export type Commands = z.infer<typeof commandsSchema>;
export type Words = z.infer<typeof wordsSchema>;
export type Mark = (typeof MARKS)[number];
export type Signal = (typeof SIGNALS)[number];
export type ValueName = keyof typeof VALUE_NAMES;

/** Whether a walk is an error's, not a guide's. */
export function isError(walk: Walk): walk is ErrorEntry {
  return 'codes' in walk;
}

/** All of it, as the loader hands it to the engine. */
export interface Knowledge {
  readonly errors: readonly ErrorEntry[];
  /** The guides; the checklist is the one whose id is `checklist`. */
  readonly guides: readonly Guide[];
  readonly tasks: TaskTable;
  readonly entraCodes: EntraCodes;
  readonly commands: Commands;
  readonly sources: readonly Source[];
  readonly roles: readonly Role[];
  readonly words: readonly Words[];
  /** Whose folder was added, where one was. */
  readonly organization?: Organization;
}
