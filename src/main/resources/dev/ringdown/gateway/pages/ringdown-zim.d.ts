import type { Options } from './ringdown.js';

/** Of the shape of ZEGOCLOUD's ZIM, as far as its web call kit uses it: give it to addPlugins. */
export interface ZimClass {
  create(config: { appID: number }): unknown;
  getInstance(): unknown;
  getVersion(): string;
}

/** A ZIM class for the gateway at this address. */
export function zim(options?: Pick<Options, 'url' | 'device' | 'handlers' | 'WebSocket'>): ZimClass;

/** For the gateway from which this module came. */
export const ZIM: ZimClass;
export default ZIM;
