import { capacityMutants } from './capacity.ts';
import { certificateMutants } from './certificate.ts';
import { cookiesMutants } from './cookies.ts';
import { exposureMutants } from './exposure.ts';
import { headersMutants } from './headers.ts';
import { hstsMutants } from './hsts.ts';
import type { Mutant } from './mutant.ts';
import { redirectsMutants } from './redirects.ts';
import { cspMutants } from './csp.ts';
import { browserMutants } from './browser.ts';
import { corsMutants } from './cors.ts';
import { rateBypassesMutants } from './rate-bypasses.ts';
import { rateLimitsMutants } from './rate-limits.ts';
import { bodyLimitsMutants } from './body-limits.ts';
import { proxyMutants } from './proxy.ts';
import { clientCertificatesMutants } from './client-certificates.ts';
import { latencyMutants } from './latency.ts';
import { tlsMutants } from './tls.ts';
import { tlsSessionsMutants } from './tls-sessions.ts';
import { tlsNamesMutants } from './tls-names.ts';
import { http3Mutants } from './http3.ts';
import { tlsKeyExchangeMutants } from './tls-key-exchange.ts';
import { tlsNegotiationMutants } from './tls-negotiation.ts';
import { tlsSuiteMutants } from './tls-suites.ts';

/** Every deliberate defect, by the name of the defect. */
export const mutants: Readonly<Record<string, Mutant>> = {
  ...redirectsMutants,
  ...hstsMutants,
  ...headersMutants,
  ...cookiesMutants,
  ...exposureMutants,
  ...tlsMutants,
  ...tlsSessionsMutants,
  ...tlsNamesMutants,
  ...http3Mutants,
  ...tlsSuiteMutants,
  ...tlsKeyExchangeMutants,
  ...tlsNegotiationMutants,
  ...certificateMutants,
  ...clientCertificatesMutants,
  ...cspMutants,
  ...browserMutants,
  ...corsMutants,
  ...rateLimitsMutants,
  ...rateBypassesMutants,
  ...bodyLimitsMutants,
  ...proxyMutants,
  ...latencyMutants,
  ...capacityMutants,
};

export type { Mutant } from './mutant.ts';
