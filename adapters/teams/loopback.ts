/** Keeps the door of a local start to this machine: without accounts there is no signature to check. */
import type { IncomingHttpHeaders } from 'node:http';
import { isIPv4 } from 'node:net';
import { Refusal } from './refusal.ts';

/** Whether a host name, as URL writes it, is this machine. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
}

/**
 * Throws a Refusal (403) for a request that a web page may have sent: one from another origin, or to a foreign name that
 * was made to lead here (DNS rebinding).
 */
export function assertLocalRequest(headers: IncomingHttpHeaders): void {
  const host = urlOf(`http://${headers.host ?? ''}`);
  if (host === undefined || !isLoopback(host.hostname)) {
    throw new Refusal(403, 'Without an account this address serves this machine only: use localhost as the host.');
  }
  if (headers.origin !== undefined && urlOf(headers.origin)?.host !== host.host) {
    throw new Refusal(403, 'Without an account this address serves no web pages of other origins.');
  }
}

/** Throws a Refusal (403) when the answer would go to another machine. */
export function assertLocalService(serviceUrl: string | undefined): void {
  const url = urlOf(serviceUrl ?? '');
  if (url === undefined || !/^https?:$/.test(url.protocol) || !isLoopback(url.hostname)) {
    throw new Refusal(
      403,
      'Without an account answers go to this machine only: serviceUrl must be a loopback address.',
    );
  }
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
