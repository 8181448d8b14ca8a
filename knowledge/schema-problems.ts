/** What a schema finds wrong with a file -> what to say of it: which field, and what to do. */
import { distance } from 'fastest-levenshtein';
import { z } from 'zod';

/** A problem at a path; with `key`, the line is that of the key itself, not of what it stands in. */
export interface SchemaProblem {
  readonly path: readonly PropertyKey[];
  readonly key?: string;
  readonly message: string;
  readonly remedy: string;
}

type Issue = z.core.$ZodIssue;

/** What a file is made of, in the words of the people who write it. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields, each with a name and a value',
  record: 'names, each with a value',
};
const MAX_KEY = 40;

/** Every problem in `issues`, which `schema` has found in `data`. Values are never quoted: they may be secrets. */
export function schemaProblems(issues: readonly Issue[], schema: z.ZodType, data: unknown): SchemaProblem[] {
  if (data === null) return [{ path: [], message: 'the file is empty', remedy: 'fill it, or remove it' }];
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? unknownKeys(issue, schema, data) : [],
  );
  // A field whose name is misspelt is not missing as well.
  const meant = new Set(unknown.map(({ path, near }) => nameOf([...path, near ?? ''])));
  const others = issues.filter((issue) => issue.code !== 'unrecognized_keys' && !meant.has(nameOf(issue.path)));
  // What is of the wrong type is not too long as well.
  const first = new Map(others.toReversed().map((issue) => [nameOf(issue.path), issue]));
  return [
    ...unknown,
    ...others.filter((issue) => first.get(nameOf(issue.path)) === issue).map((issue) => problemOf(issue, data)),
  ];
}

function unknownKeys(
  issue: Extract<Issue, { code: 'unrecognized_keys' }>,
  schema: z.ZodType,
  data: unknown,
): (SchemaProblem & { readonly near?: string })[] {
  const { fields, title } = placeIn(schema, issue.path);
  return issue.keys.map((key) => {
    const near = nearest(
      key,
      fields.filter((field) => valueAt(data, [...issue.path, field]) === undefined),
    );
    const remedy = near ? `did you mean \`${near}\`?` : `its fields are ${fields.join(', ')}`;
    const name = key.replace(/\s+/g, ' ').slice(0, MAX_KEY);
    return { path: issue.path, key, near, message: `\`${name}\` is no field of ${title}`, remedy };
  });
}

/** The fields that the schema has at a path, and what it calls the thing that has them. */
function placeIn(schema: z.ZodType, path: readonly PropertyKey[]): { fields: readonly string[]; title: string } {
  let place: z.core.JSONSchema.BaseSchema = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  for (const step of path) {
    const next = typeof step === 'number' ? place.items : place.properties?.[String(step)];
    if (typeof next !== 'object' || Array.isArray(next)) break;
    place = next;
  }
  const named = path.filter((step) => typeof step === 'string').at(-1);
  return {
    fields: Object.keys(place.properties ?? {}),
    title: place.title ?? (named === undefined ? 'this file' : `\`${named}\``),
  };
}

/** The field that was meant, where one is close enough. */
function nearest(key: string, fields: readonly string[]): string | undefined {
  const typed = key.slice(0, MAX_KEY).toLowerCase();
  const [best] = fields
    .map((field) => ({ field, away: distance(typed, field.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  const most = typed.length < 4 ? 1 : Math.max(2, Math.floor(typed.length / 4));
  return best && best.away <= most ? best.field : undefined;
}

function problemOf(issue: Issue, data: unknown): SchemaProblem {
  const { path } = issue;
  const name = nameOf(path) || 'the file';
  const say = (message: string, remedy: string): SchemaProblem => ({ path, message: `${name}: ${message}`, remedy });
  const value = valueAt(data, path);
  if (value === undefined && issue.code !== 'custom' && path.length > 0) return say('is missing', 'add it');
  switch (issue.code) {
    case 'invalid_type':
      return say(`must be ${TYPES[issue.expected] ?? issue.expected}, and is ${typeOf(value)}`, 'write it so');
    case 'invalid_value':
      return say('is none of the values that it may have', `write one of: ${issue.values.map(String).join(', ')}`);
    case 'too_small':
      return say(`must have at least ${issue.minimum} ${unitOf(issue.origin)}`, 'add what is missing');
    case 'too_big':
      return say(`may have at most ${issue.maximum} ${unitOf(issue.origin)}`, 'shorten it');
    case 'invalid_format':
      return say(formatOf(issue), 'write it so');
    default:
      return say(issue.message, 'correct it');
  }
}

/** A schema that says itself what it wants does so in a message of ours. */
function formatOf(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  if (issue.format === 'url') return 'must be an address that begins with https://';
  return issue.message.startsWith('Invalid ') ? 'does not have the form that it must have' : issue.message;
}

function unitOf(origin: string): string {
  return origin === 'string' ? 'characters' : 'items';
}

function typeOf(value: unknown): string {
  if (value === null) return 'empty';
  return (Array.isArray(value) ? TYPES.array : TYPES[typeof value]) ?? 'something else';
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return value;
}
