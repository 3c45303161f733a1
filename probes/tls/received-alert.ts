import { parseAlert, type Alert } from './alert.ts';

const LEVEL = { warning: 1, fatal: 2 };
const NO_RENEGOTIATION = 100;

/** The alert of the peer behind an error of node:tls; undefined where the error is not one of an alert that came. */
export function receivedAlert(error: Error): Alert | undefined {
  // OpenSSL ends the text of such an error, and of no other, with the number.
  const [, number] = /SSL alert number (\d+)/.exec(error.message) ?? [];
  if (number !== undefined) return parseAlert(LEVEL.fatal, Number(number));
  // Of the one warning that ends a handshake it says so only by its reason.
  const refusesAnother = 'code' in error && error.code === 'ERR_SSL_NO_RENEGOTIATION';
  return refusesAnother ? parseAlert(LEVEL.warning, NO_RENEGOTIATION) : undefined;
}
