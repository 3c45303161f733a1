import { certificateMutants } from './certificate.ts';
import { cookiesMutants } from './cookies.ts';
import { exposureMutants } from './exposure.ts';
import { headersMutants } from './headers.ts';
import { hstsMutants } from './hsts.ts';
import type { Mutant } from './mutant.ts';
import { redirectsMutants } from './redirects.ts';
import { tlsMutants } from './tls.ts';

/** Every deliberate defect, by the name of the defect. */
export const mutants: Readonly<Record<string, Mutant>> = {
  ...redirectsMutants,
  ...hstsMutants,
  ...headersMutants,
  ...cookiesMutants,
  ...exposureMutants,
  ...tlsMutants,
  ...certificateMutants,
};

export type { Mutant } from './mutant.ts';
