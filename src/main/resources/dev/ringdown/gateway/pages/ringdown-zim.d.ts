import type { Options } from './ringdown.js';

/** Of the shape of ZEGOCLOUD's ZIM, as far as its web call kit uses it: give it to addPlugins. */
export interface ZimClass {
  create(config: { appID: number }): unknown;
  getInstance(): unknown;
  getVersion(): string;
}

/**
 * A ZIM class for the gateway at this address. Without a token here the one that the kit was created
 * with is used, which the kit tells its vendor's servers, too.
 */
export function zim(
  options?: Pick<Options, 'url' | 'token' | 'device' | 'handlers' | 'WebSocket'>,
): ZimClass;

/** For the gateway from which this module came, with the kit's token. */
export const ZIM: ZimClass;
export default ZIM;
