import type { LoadedProfile } from '../../profiles/index.ts';
import { NONCE_PLACEHOLDER, type FieldSet } from './fields.ts';

/** What pages hold, and how answers to browsers differ from those to other clients. */
export interface PageBehaviour {
  /** Nonce of the page's own script; `{nonce}` stands for the response's. Empty: the page has no script. */
  readonly scriptNonce: string;
  /** Markup at the end of every page. */
  readonly markup: string;
  /**
   * Differences in fields by what a browser says of its request in Sec-Fetch-Mode, -Dest and -Site: a page is loaded, a
   * page is loaded into a frame, a page of another site asks for data.
   */
  readonly fieldsFor: {
    readonly navigation: FieldSet;
    readonly frame: FieldSet;
    readonly crossSite: FieldSet;
  };
}

/** Pages whose own script runs where the profile's policy has nonces; browsers are answered as everybody else. */
export function pageFor({ headers }: LoadedProfile): PageBehaviour {
  const policy = Object.values(headers.contentSecurityPolicy?.directives ?? {}).flat();
  return {
    scriptNonce: policy.includes(NONCE_PLACEHOLDER) ? '{nonce}' : '',
    markup: '',
    fieldsFor: { navigation: {}, frame: {}, crossSite: {} },
  };
}
