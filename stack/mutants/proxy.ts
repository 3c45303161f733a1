import { HOP_BY_HOP } from '../behaviour/forwarding.ts';
import type { Mutant } from './mutant.ts';

const writes = (fields: Readonly<Record<string, string>>): Mutant['fault'] => ({ forwarding: { fields } });

const passes = (name: string): Mutant['fault'] => ({
  forwarding: { hopByHop: HOP_BY_HOP.filter((field) => field !== name) },
});

/** Entries that tell the application too little, too much, or what the client would like. */
export const proxyMutants = {
  'forwarded-for-left-out': {
    profile: 'forwarding',
    fault: writes({ 'x-forwarded-for': '' }),
    kills: ['PROXY-FOR-01'],
    because: /GET \/echo with nothing forged → 200: no X-Forwarded-For/,
  },
  'forwarded-for-of-the-proxy': {
    profile: 'forwarding',
    fault: writes({ 'x-forwarded-for': '127.0.0.1' }),
    kills: ['PROXY-FOR-01'],
    because: /X-Forwarded-For: 127\.0\.0\.1$/,
  },
  'forwarded-for-passed-through': {
    profile: 'forwarding',
    fault: writes({ 'x-forwarded-for': '{sent}' }),
    kills: ['PROXY-FOR-01', 'PROXY-FOR-02'],
    because: /no X-Forwarded-For|X-Forwarded-For: 203\.0\.113\.77, 198\.51\.100\.77$/,
  },
  'forwarded-for-appended-instead-of-replaced': {
    profile: 'forwarding',
    fault: writes({ 'x-forwarded-for': '{sent,address}' }),
    kills: ['PROXY-FOR-02'],
    because: /X-Forwarded-For: 203\.0\.113\.77, 198\.51\.100\.77, 127\./,
  },
  'forwarded-for-prepended': {
    profile: 'entry',
    fault: writes({ 'x-forwarded-for': '{address,sent}' }),
    kills: ['PROXY-FOR-02'],
    because: /X-Forwarded-For: 127\.[\d.]+, 203\.0\.113\.77, 198\.51\.100\.77$/,
  },
  'forwarded-for-of-the-proxy-appended': {
    profile: 'entry',
    fault: writes({ 'x-forwarded-for': '127.0.0.1' }),
    kills: ['PROXY-FOR-01'],
    because: /X-Forwarded-For: 127\.0\.0\.1$/,
  },
  'forwarded-proto-left-out': {
    profile: 'forwarding',
    fault: writes({ 'x-forwarded-proto': '' }),
    kills: ['PROXY-PROTO-01'],
    because: /no X-Forwarded-Proto/,
  },
  'forwarded-proto-of-the-inner-connection': {
    profile: 'forwarding',
    fault: writes({ 'x-forwarded-proto': 'http' }),
    kills: ['PROXY-PROTO-01'],
    because: /nothing forged → 200: X-Forwarded-Proto: http$/,
  },
  'forwarded-proto-of-the-client': {
    profile: 'forwarding',
    fault: writes({ 'x-forwarded-proto': '{sent|scheme}' }),
    kills: ['PROXY-PROTO-01'],
    because: /a forged client → 200: X-Forwarded-Proto: http$/,
  },
  'real-ip-left-out': {
    profile: 'forwarding',
    fault: writes({ 'x-real-ip': '' }),
    kills: ['PROXY-REALIP-01'],
    because: /no X-Real-IP/,
  },
  'real-ip-of-the-proxy': {
    profile: 'forwarding',
    fault: writes({ 'x-real-ip': '127.0.0.1' }),
    kills: ['PROXY-REALIP-01'],
    because: /X-Real-IP: 127\.0\.0\.1$/,
  },
  'real-ip-of-the-client': {
    profile: 'forwarding',
    fault: writes({ 'x-real-ip': '{sent|address}' }),
    kills: ['PROXY-REALIP-01'],
    because: /a forged client → 200: X-Real-IP: 203\.0\.113\.77$/,
  },
  'forwarded-host-passed-through': {
    profile: 'forwarding',
    fault: writes({ 'x-forwarded-host': '{sent}' }),
    kills: ['PROXY-HOST-01'],
    because: /X-Forwarded-Host: forged\.invalid$/,
  },
  'forwarded-host-appended': {
    profile: 'forwarding',
    fault: writes({ 'x-forwarded-host': '{sent,host}' }),
    kills: ['PROXY-HOST-01'],
    because: /X-Forwarded-Host: forged\.invalid, localhost/,
  },
  'forwarded-passed-through': {
    profile: 'forwarding',
    fault: writes({ forwarded: '{sent}' }),
    kills: ['PROXY-FORWARDED-01'],
    because: /Forwarded: for=203\.0\.113\.77/,
  },
  'forwarded-followed-by-what-the-client-claims': {
    profile: 'entry',
    fault: writes({ forwarded: 'for={address}, {sent}' }),
    kills: ['PROXY-FORWARDED-01'],
    because: /Forwarded: for=127\.[\d.]+, for=203\.0\.113\.77/,
  },
  'client-certificate-field-passed-through': {
    profile: 'forwarding',
    fault: writes({ 'x-client-cert': '{sent}' }),
    kills: ['PROXY-IDENTITY-01'],
    because: /with a forged identity → 200: x-client-cert with what the client claims/,
  },
  'remote-user-field-passed-through': {
    profile: 'forwarding',
    fault: writes({ 'x-remote-user': '{sent}' }),
    kills: ['PROXY-IDENTITY-01'],
    because: /with a forged identity → 200: x-remote-user with/,
  },
  'identity-fields-in-underscores-passed-through': {
    profile: 'forwarding',
    fault: { forwarding: { underscores: 'pass' } },
    kills: ['PROXY-IDENTITY-01'],
    because: /in underscores → 200: x_client_cert, x_ssl_client_verify/,
  },
  'proxy-credentials-handed-on': {
    profile: 'forwarding',
    fault: passes('proxy-authorization'),
    kills: ['PROXY-HOP-01'],
    because: /with hop-by-hop fields → 200: Proxy-Authorization arrived/,
  },
  'transfer-codings-handed-on': {
    profile: 'forwarding',
    fault: passes('te'),
    kills: ['PROXY-HOP-01'],
    because: /: TE arrived/,
  },
  'proxy-connection-handed-on': {
    profile: 'forwarding',
    fault: passes('proxy-connection'),
    kills: ['PROXY-HOP-01'],
    because: /: Proxy-Connection arrived/,
  },
  'named-fields-handed-on': {
    profile: 'forwarding',
    fault: { forwarding: { connectionOptions: 'pass' } },
    kills: ['PROXY-HOP-02'],
    because: /X-Plumbline-Hop arrived/,
  },
  'named-fields-taken-from-the-entry': {
    profile: 'forwarding',
    fault: { forwarding: { connectionOptions: 'drop-last' } },
    kills: ['PROXY-HOP-03'],
    because: /no X-Forwarded-For, no X-Forwarded-Proto, no X-Real-IP/,
  },
} as const satisfies Record<string, Mutant>;
