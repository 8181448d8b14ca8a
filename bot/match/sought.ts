/** The application that Entra sought and the tenant it sought in, as an error names them, beside those of a connection. */
import { z } from 'zod';
import type { Signal } from '../../knowledge/schema.ts';
import type { Value } from '../read/evidence.ts';
import { GUID } from '../read/guid.ts';
import type { Part } from '../read/parts.ts';

const value = z.string().max(700);

export const idsSchema = z.strictObject({ application: value.optional(), tenant: value.optional() });

/** An error may name its tenant by a name instead of an ID. */
export type Ids = z.infer<typeof idsSchema>;

/** Nothing is said of an ID that only one side has, or of a tenant that the error names by its name. */
export interface IdsComparison {
  readonly application: 'same' | 'other';
  readonly tenant?: 'same' | 'other';
}

/** The words with which only an error of Entra names an application, and those before the tenant in the same sentence. */
const NAMES_APPLICATION = /^application with identifier/i;
const NAMES_APP = /^(?:for|to) app/i;
const OF_A_SECRET = /secret[^.\n]{0,40}$/i;
const NAMES_TENANT = /^in the directory/i;
const OF_AN_APPLICATION = /application with identifier[^.\n]{0,120}\n?[^.\n]{0,40}$/i;

/** What the error itself names; never what stands in the JSON of a connection, in a command or in an address. */
export function soughtIn({ evidence: { application, tenant }, text }: Part): Ids | undefined {
  const names = ({ at }: Value, label: RegExp): boolean => label.test(text.slice(at, at + 40));
  const before = ({ at }: Value): string => text.slice(Math.max(0, at - 200), at);
  const one =
    application &&
    (names(application, NAMES_APPLICATION) ||
      (names(application, NAMES_APP) && OF_A_SECRET.test(before(application)))) &&
    application.text;
  const other = tenant && names(tenant, NAMES_TENANT) && OF_AN_APPLICATION.test(before(tenant)) && tenant.text;
  return one || other ? { ...(one && { application: one }), ...(other && { tenant: other }) } : undefined;
}

/** Compares what was sought with what a connection names; undefined while one side names no application by its ID. */
export function compareIds(sought: Ids | undefined, connection: Ids | undefined): IdsComparison | undefined {
  const application = compareId(sought?.application, connection?.application);
  const tenant = compareId(sought?.tenant, connection?.tenant);
  return application && { application, ...(tenant && { tenant }) };
}

/** Whether the connection is not, or no longer, the one that the error is about. */
export function areApart({ application, tenant }: IdsComparison): boolean {
  return application === 'other' || tenant === 'other';
}

/** What the comparison answers of the checks of an error: at most one signal. */
export function idsSignal(sought: Ids | undefined, connection: Ids | undefined): Signal[] {
  const comparison = compareIds(sought, connection);
  return comparison?.application === 'same' && comparison.tenant === 'same' ? ['connection:same-ids'] : [];
}

const ID = new RegExp(`^${GUID}$`, 'i');

function compareId(one = '', other = ''): 'same' | 'other' | undefined {
  if (!ID.test(one) || !ID.test(other)) return undefined;
  return one.toLowerCase() === other.toLowerCase() ? 'same' : 'other';
}
