/**
 * The Bot Framework's side of the door. botbuilder is known to this folder only: its support ended on 2025-12-31, and the
 * package that succeeds it in this shape is `@microsoft/agents-hosting`
 * (https://github.com/microsoft/botbuilder-js and https://github.com/microsoft/Agents-for-js, read 2026-11-23).
 */
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { TEAMS_LIMITS } from './limits.ts';
import { refusalOf } from './refusal.ts';

/** The `MicrosoftApp…` settings. */
export interface TeamsSettings {
  /** `SingleTenant`, `UserAssignedMSI` (no password) or `MultiTenant` (bots that were registered before 2025-07-31). */
  readonly appType?: string;
  readonly appId?: string;
  readonly appPassword?: string;
  readonly tenantId?: string;
}

export type Authentication = NonNullable<ConstructorParameters<typeof CloudAdapter>[0]>;

/** How requests are checked and answers are signed with these settings; without an app id, not at all. */
export function authenticationFrom(settings: TeamsSettings): Authentication {
  const { appId = '', appPassword = '', appType = 'SingleTenant', tenantId } = settings;
  const identity = {
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    ...(appId === '' ? {} : { MicrosoftAppType: appType }),
    ...(tenantId === undefined ? {} : { MicrosoftAppTenantId: tenantId }),
  };
  return new ConfigurationBotFrameworkAuthentication({}, new ConfigurationServiceClientCredentialFactory(identity));
}

/**
 * CloudAdapter without its `process`, which rejects for a body without a type, answers 500 to wrong signatures, prints
 * errors to the console and tells their messages to the caller (botbuilder 4.23.3, cloudAdapter.js).
 */
export class TeamsAdapter extends CloudAdapter {
  /**
   * Checks the request's signature, runs `logic`, and returns what an invoke is answered with. Throws a Refusal where the
   * signature is wrong (401) or cannot be checked (503), and whatever `logic` throws.
   */
  async receive(
    authorization: string,
    activity: object,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const turn = { admitted: false, late: false };
    // The keys come from another host, and botbuilder waits for them without an end.
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        if (turn.admitted) return;
        turn.late = true;
        reject(new Error('The keys of the channel did not come in time.'));
      }, TEAMS_LIMITS.authentication);
    });
    const processed = this.processActivity(authorization, activity as Activity, async (context) => {
      if (turn.late) return;
      turn.admitted = true;
      await logic(context);
    });
    try {
      return await Promise.race([processed, late]);
    } catch (error) {
      if (turn.admitted) throw error;
      throw refusalOf(error);
    } finally {
      clearTimeout(timer);
    }
  }
}
