import type { Behaviour } from '../behaviour.ts';
import { withFault } from '../behaviour.ts';
import type { TwinKind } from '../target.ts';

/** The behaviour of an entry that lacks one thing, and with it the time that this takes. */
export function twinBehaviour(behaviour: Behaviour, kind: TwinKind): Behaviour {
  switch (kind) {
    case 'plain-http':
      return withFault(behaviour, {
        clientCertificates: { requested: false },
        slowness: { tls: 0, handshake: 0, twentieth: 0 },
      });
    case 'without-fields':
      return {
        ...withFault(behaviour, { slowness: { fields: 0 } }),
        fields: { ...behaviour.fields, everywhere: {}, on: {}, onSensitive: {} },
      };
    case 'without-client-certificates':
      return withFault(behaviour, { clientCertificates: { requested: false }, slowness: { clients: 0 } });
    case 'without-rate-limits':
      return {
        ...withFault(behaviour, { slowness: { limits: 0 } }),
        rateLimits: { ...behaviour.rateLimits, routes: {} },
      };
  }
}
