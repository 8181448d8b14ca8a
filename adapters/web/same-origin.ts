/** Keeps web pages of others from using the door through a person's browser. */
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from './refusal.ts';

/** The names by which a browser on this machine reaches it. */
export const LOOPBACK_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Throws a Refusal for a request that came by another name than `allowedHosts` (a foreign name may be made to lead here:
 * DNS rebinding) or from the page of another origin. Without `allowedHosts` every name will do: the server is then meant
 * to be reached from elsewhere.
 */
export function assertSameOrigin(headers: IncomingHttpHeaders, allowedHosts: readonly string[] | undefined): void {
  const host = parsed(`http://${headers.host ?? ''}`);
  if (host === undefined || (allowedHosts !== undefined && !allowedHosts.includes(host.hostname))) {
    const names = allowedHosts?.join(', ') ?? 'a valid name';
    throw new Refusal(403, 'ForeignHost', `This server answers only by the name of its own machine: ${names}.`);
  }
  // A proxy in front may speak https where we speak http, so schemes are not compared.
  if (headers.origin !== undefined && parsed(headers.origin)?.host !== host.host) {
    throw new Refusal(403, 'ForeignOrigin', 'This address answers only its own page.');
  }
}

function parsed(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
