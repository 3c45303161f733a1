/** RFC 8446 §6 and the IANA "TLS Alerts" registry, with the names of earlier versions. */
const names: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  21: 'decryption_failed',
  22: 'record_overflow',
  30: 'decompression_failure',
  40: 'handshake_failure',
  41: 'no_certificate',
  42: 'bad_certificate',
  43: 'unsupported_certificate',
  44: 'certificate_revoked',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  48: 'unknown_ca',
  49: 'access_denied',
  50: 'decode_error',
  51: 'decrypt_error',
  60: 'export_restriction',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  100: 'no_renegotiation',
  109: 'missing_extension',
  110: 'unsupported_extension',
  112: 'unrecognized_name',
  113: 'bad_certificate_status_response',
  115: 'unknown_psk_identity',
  116: 'certificate_required',
  120: 'no_application_protocol',
  121: 'ech_required',
};

/** The alerts that say "what you offer is not what I accept", which for a hello with one version is a refusal of it. */
const refusals = new Set([40, 70, 71, 86]);

/** An alert as the server sent it. */
export interface Alert {
  readonly level: 'warning' | 'fatal';
  /** The AlertDescription on the wire. */
  readonly description: number;
  /** Its registered name, `unknown` where it has none. */
  readonly name: string;
}

/** Reads the two bytes of an alert; undefined where the level is none that TLS knows. */
export function parseAlert(level: number, description: number): Alert | undefined {
  if (level !== 1 && level !== 2) return undefined;
  return { level: level === 1 ? 'warning' : 'fatal', description, name: names[description] ?? 'unknown' };
}

/** Whether the alert rejects what was offered. Its level plays no part: RFC 8446 §6.2 has these fatal at either. */
export function rejectsOffer(alert: Alert): boolean {
  return refusals.has(alert.description);
}

/** What a server says that insists on a host name, and does not like the one it got, or got none. */
const nameAlerts: ReadonlySet<string> = new Set(['unrecognized_name', 'missing_extension']);

/** Whether the alert is about the host name: RFC 6066 §3, RFC 8446 §9.2. It says nothing of what else was offered. */
export function wantsName(alert: Alert | undefined): boolean {
  return alert !== undefined && nameAlerts.has(alert.name);
}
