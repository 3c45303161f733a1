import guidelines from './tls-guidelines.json' with { type: 'json' };
import type { Tls, TlsVersion } from './profile.ts';

/** What one configuration of the guidelines asks. */
interface Configuration {
  readonly versions: readonly TlsVersion[];
  /** Names of the IANA registry. */
  readonly suites: readonly string[];
  /** Names of the IANA registry. */
  readonly groups: readonly string[];
  /** Null where the configuration has no finite-field Diffie-Hellman. */
  readonly dhBits: number | null;
  readonly order: 'server' | 'client';
}

const published = guidelines.guidelines as Readonly<Record<string, Readonly<Record<string, Configuration>>>>;

/** Everything that is older than what a configuration names is refused, and what is between as well. */
const versions: readonly TlsVersion[] = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** The versions of the guidelines, oldest first, each with the names of its configurations. */
export const knownPolicies: readonly string[] = Object.entries(published).flatMap(
  ([version, configurations]) => Object.keys(configurations).map((name) => `${version} ${name}`),
);

/**
 * The configuration that a policy names: `5.8 intermediate`, or `intermediate` for the latest guidelines that have it.
 * Undefined where there is none.
 */
function configurationOf(policy: string): Configuration | undefined {
  const full = knownPolicies.findLast((name) => name === policy || name.endsWith(` ${policy}`));
  const [version = '', name = ''] = full?.split(' ') ?? [];
  return published[version]?.[name];
}

/** Whether the guidelines have such a configuration. */
export function isKnownPolicy(policy: string): boolean {
  return configurationOf(policy) !== undefined;
}

/**
 * Fills in what the policy says and the profile does not. A list of the profile's own replaces the policy's.
 *
 * The policy must be known. Source of the configurations: the TLSRef guidelines, which continue Mozilla's.
 */
export function withPolicy(tls: Tls): Tls {
  const configuration = tls.policy === undefined ? undefined : configurationOf(tls.policy);
  if (!configuration) return tls;
  const { dhBits, order } = configuration;
  return {
    ...tls,
    versions: tls.versions ?? {
      required: [...configuration.versions],
      refused: versions.filter((version) => !configuration.versions.includes(version)),
    },
    suites: { allowed: [...configuration.suites], ...tls.suites },
    groups: { allowed: [...configuration.groups], ...tls.groups },
    ...(dhBits !== null && { dhBits: tls.dhBits ?? dhBits }),
    order: tls.order ?? order,
  };
}
