import { expect, test } from '@playwright/test';
import { alternativesIn } from '../../fixtures/alt-svc.ts';
import type { CompletedHandshake, Handshake } from '../../fixtures/handshakes.ts';
import type { QuicAnswer } from '../../fixtures/http3.ts';
import { chooses, choosesOffered, choosesOneOf, refusesProtocol } from '../../fixtures/matchers/alpn.ts';
import { announced, ignoresSmall, kept, quiet } from '../../fixtures/matchers/http3.ts';
import {
  admitted,
  fronted,
  lifetime,
  notResumed,
  renegotiationRefused,
  resumed,
} from '../../fixtures/matchers/tls-sessions.ts';
import { record } from '../../fixtures/record.ts';
import type { Means } from '../../fixtures/tls-sessions.ts';

const endpoint = { host: 'shop.test', port: 443 };
const common = {
  subject: 'handshake',
  kind: 'tls-handshake',
  endpoint,
  offered: { serverName: null, versions: [], protocols: ['h2'], tickets: true, session: false },
  durationMs: 1,
} as const;

function completed({
  protocol,
  again = false,
  ticketBytes = 0,
}: { protocol?: string; again?: boolean; ticketBytes?: number } = {}): CompletedHandshake {
  return {
    ...common,
    outcome: 'completed',
    version: 'TLSv1.2',
    resumed: again,
    sessions: [{ ticketBytes, lifetimeSeconds: 7200, maxEarlyData: 0 }],
    ...(protocol !== undefined && { protocol }),
  };
}

function refused(name: string): Handshake {
  return { ...common, outcome: 'refused', alert: { level: 'fatal', description: 0, name } };
}

test.describe('A session', () => {
  const seen = (means: Means, again: boolean, ticketBytes = 0) => ({
    subject: '',
    means,
    first: completed({ ticketBytes }),
    second: completed({ again }),
  });

  for (const means of ['id', 'psk'] as const) {
    test(`by ${means} is judged by what was resumed`, () => {
      expect(resumed(seen(means, true), 'required')).toBeUndefined();
      expect(resumed(seen(means, false), 'required')).toBeDefined();
      expect(resumed(seen(means, true), 'refused')).toBeDefined();
      expect(resumed(seen(means, false), 'refused')).toBeUndefined();
    });
  }

  test('by ticket needs a ticket, and one that is issued is too many', () => {
    expect(resumed(seen('ticket', true, 100), 'required')).toBeUndefined();
    expect(resumed(seen('ticket', true), 'required')?.observed).toBe('nothing to resume was issued');
    expect(resumed(seen('ticket', false, 100), 'required')?.observed).toBe('the session was not resumed');
    expect(resumed(seen('ticket', false, 100), 'refused')).toBeDefined();
    expect(resumed(seen('ticket', true), 'refused')).toBeUndefined();
  });

  test('that never came is not resumed', () => {
    const nothing = { subject: '', means: 'psk', first: completed() } as const;
    expect(resumed(nothing, 'required')).toBeDefined();
    expect(resumed(nothing, 'refused')).toBeUndefined();
  });

  test('under another name may be refused, or begin anew', () => {
    expect(notResumed({ subject: '', seen: completed({ again: true }) })).toBeDefined();
    expect(notResumed({ subject: '', seen: completed() })).toBeUndefined();
    expect(notResumed({ subject: '', seen: refused('access_denied') })).toBeUndefined();
  });

  test('lasts as long as is stated, which may be left open', () => {
    expect(lifetime({ subject: '', seconds: 600 }, 600)).toBeUndefined();
    expect(lifetime({ subject: '', seconds: 601 }, 600)).toBeDefined();
    expect(lifetime({ subject: 'TLSv1.2 ticket', seconds: 0 }, 600)).toBeUndefined();
    expect([...record().remarks]).toEqual(['a TLSv1.2 ticket states no lifetime']);
    expect(lifetime({ subject: '' }, 600)).toBeUndefined();
  });
});

test('a renegotiation fires if it was accepted even once', () => {
  const seen = { subject: '', kind: 'tls-renegotiation', endpoint, durationMs: 1 } as const;
  const alert = { level: 'warning', description: 100, name: 'no_renegotiation' } as const;
  expect(renegotiationRefused({ ...seen, outcome: 'accepted', accepted: 1 })).toBeDefined();
  expect(renegotiationRefused({ ...seen, outcome: 'closed', accepted: 0 })).toBeUndefined();
  expect(renegotiationRefused({ ...seen, outcome: 'refused', accepted: 0, alert })).toBeUndefined();
});

test('a handshake is admitted or refused', () => {
  expect(admitted(completed(), 'served')).toBeUndefined();
  expect(admitted(completed(), 'refused')).toBeDefined();
  expect(admitted(refused('unrecognized_name'), 'refused')).toBeUndefined();
  expect(admitted(refused('unrecognized_name'), 'served')).toBeDefined();
});

test.describe('A request for another host than that of the handshake', () => {
  for (const status of [200, 204]) {
    test(`fires on ${status}`, () => {
      expect(fronted({ subject: '', declared: 200, status })).toBeDefined();
    });
  }

  for (const status of [301, 400, 403, 404, 421, 503, undefined]) {
    test(`does not fire on ${status ?? 'a closed connection'}`, () => {
      expect(
        fronted({ subject: '', declared: 200, ...(status !== undefined && { status }) }),
      ).toBeUndefined();
    });
  }

  for (const status of [302, 401]) {
    test(`fires on ${status} where that is what the route answers`, () => {
      expect(fronted({ subject: '', declared: status, status })).toBeDefined();
    });
  }

  test('cannot be judged behind a rate limit', () => {
    expect(() => fronted({ subject: '', declared: 200, status: 429 })).toThrow(/rate limit/);
  });
});

test.describe('A protocol', () => {
  test('that is offered alone is chosen', () => {
    expect(choosesOffered(completed({ protocol: 'h2' }))).toBeUndefined();
    expect(choosesOffered(completed({ protocol: 'http/1.1' }))).toBeDefined();
    expect(choosesOffered(completed())).toBeDefined();
    expect(choosesOffered(refused('no_application_protocol'))).toBeDefined();
  });

  test('that is unknown is refused with the alert of ALPN and no other', () => {
    expect(refusesProtocol(refused('no_application_protocol'))).toBeUndefined();
    expect(refusesProtocol(refused('handshake_failure'))).toBeDefined();
    expect(refusesProtocol(completed())).toBeDefined();
    expect(refusesProtocol(completed({ protocol: 'ftp' }))).toBeDefined();
  });

  test('that the server prefers is chosen of several', () => {
    expect(chooses(completed({ protocol: 'h2' }), 'h2')).toBeUndefined();
    expect(chooses(completed({ protocol: 'http/1.1' }), 'h2')).toBeDefined();
    expect(chooses(completed(), 'h2')).toBeDefined();
  });

  test('of another service is not chosen', () => {
    expect(choosesOneOf(completed({ protocol: 'ftp' }), ['h2'])).toBeDefined();
    expect(choosesOneOf(completed({ protocol: 'h2' }), ['h2'])).toBeUndefined();
    expect(choosesOneOf(completed(), ['h2'])).toBeUndefined();
    expect(choosesOneOf(refused('no_application_protocol'), ['h2'])).toBeUndefined();
  });
});

test.describe('HTTP/3', () => {
  const from = (...versions: string[]): QuicAnswer => ({
    subject: '',
    kind: 'quic',
    endpoint,
    durationMs: 1,
    ignored: 0,
    outcome: 'versions',
    versions,
    answersSmall: false,
  });
  const nobody: QuicAnswer = {
    subject: '',
    kind: 'quic',
    endpoint,
    durationMs: 1,
    ignored: 0,
    outcome: 'unreachable',
  };

  test('keeps its promise with version 1 or 2', () => {
    expect(kept(from('draft-29', 'v1'))).toBeUndefined();
    expect(kept(from('v2'))).toBeUndefined();
    expect(kept(from('draft-29'))).toBeDefined();
    expect(kept(from())?.observed).toBe('versions reserved ones alone');
    expect(kept(nobody)).toBeDefined();
  });

  test('is quiet only where the host says that nothing listens', () => {
    expect(quiet(nobody)).toBeUndefined();
    expect(quiet(from('v1'))).toBeDefined();
    expect(quiet(from())).toBeDefined();
  });

  test('says nothing to small datagrams', () => {
    expect(ignoresSmall(from('v1'))).toBeUndefined();
    expect(
      ignoresSmall({ ...from('v1'), outcome: 'versions', versions: [], answersSmall: true }),
    ).toBeDefined();
    expect(() => ignoresSmall(nobody)).toThrow(/nothing listens/);
  });

  test('is announced or not', () => {
    const h3 = { subject: '', value: 'h3=":443"', alternatives: [{ protocol: 'h3', host: '', port: 443 }] };
    const none = { subject: '', value: '', alternatives: [] };
    expect(announced(h3, 'required')).toBeUndefined();
    expect(announced(h3, 'refused')?.observed).toBe('Alt-Svc: h3=":443"');
    expect(announced(none, 'required')?.observed).toBe('no Alt-Svc');
    expect(announced(none, 'refused')).toBeUndefined();
  });
});

test.describe('Alt-Svc', () => {
  for (const [value, expected] of [
    ['h3=":443"; ma=86400', ['h3 :443']],
    ['h3=":443"; ma=86400, h3-29=":443"; ma=86400', ['h3 :443', 'h3-29 :443']],
    ['h2="alt.example.com:8000", h3=":50781"', ['h2 alt.example.com:8000', 'h3 :50781']],
    ['h3="[::1]:443"', ['h3 [::1]:443']],
    ['clear', []],
    ['', []],
    ['h3', []],
    ['h3=:443', []],
    ['h3=":0"', []],
    ['h3=":70000"', []],
    ['h3=":443', []],
    ['h3=":'.repeat(20_000), []],
  ] as const) {
    test(`"${value.slice(0, 50)}" announces ${expected.join(', ') || 'nothing'}`, () => {
      const found = alternativesIn([value]).map(({ protocol, host, port }) => `${protocol} ${host}:${port}`);
      expect(found).toEqual(expected);
    });
  }
});
