import type { Run } from '../run.ts';
import { html, joined, type Html } from './html.ts';
import { day, section, table } from './parts.ts';
import { label, line, number, picture, WIDTH } from './picture.ts';

/** A certificate that was served. */
interface Served {
  readonly role: string;
  readonly subject: string;
  readonly validFrom: string;
  readonly validTo: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** What the picture spans, in days from the run's start. */
const FROM = -30;
const TO = 120;
/** Days before its end at which a certificate is due, and at which it is urgent. */
const WARNING = 30;
const CRITICAL = 7;

/** The validity of every certificate in the served chain, against the time of the run. */
export function timeline(run: Run): Html {
  const served = certificatesOf(run);
  const content =
    served.length === 0
      ? html`<p>No certificate was observed in this run.</p> `
      : html`<p>
            The chain as the target served it. A certificate that ends left of the first mark has less than
            ${CRITICAL} days, left of the second less than ${WARNING}.
          </p>
          ${drawn(served, run)}${told(served, run)}`;
  return section('certificates', 'Certificates', content);
}

/** Each once, the server's own first. */
function certificatesOf({ controls }: Run): readonly Served[] {
  const found = new Map<string, Served>();
  const evidence = controls
    .filter(({ family }) => family === 'certificate')
    .flatMap((control) => control.evidence);
  for (const { kind, chain, subject, ...rest } of evidence) {
    if (kind === 'certificate' && Array.isArray(chain))
      for (const [index, each] of (chain as Readonly<Record<string, unknown>>[]).entries())
        keep(found, index === 0 ? 'server' : 'chain', each);
    if (kind === 'expiry') keep(found, 'server', { ...rest, subject });
  }
  return [...found.values()].toSorted((a, b) => Number(a.role !== 'server') - Number(b.role !== 'server'));
}

function keep(
  found: Map<string, Served>,
  role: string,
  certificate: Readonly<Record<string, unknown>>,
): void {
  const { subject, validFrom, validTo, fingerprint256 } = certificate;
  if (typeof validFrom !== 'string' || typeof validTo !== 'string') return;
  const key = typeof fingerprint256 === 'string' ? fingerprint256 : `${validFrom} ${validTo}`;
  // What only tells the expiry knows no name, so the chain's word for the same certificate is the better one.
  const name = typeof subject === 'string' ? subject : '';
  const known = found.get(key);
  if (known && (known.subject.includes('=') || !name.includes('='))) return;
  found.set(key, { role: known?.role ?? role, subject: name, validFrom, validTo });
}

const LEFT = 230;
const RIGHT = WIDTH - 20;
const ROW = 44;
const TOP = 44;

function drawn(served: readonly Served[], run: Run): Html {
  const start = Date.parse(run.startedAt);
  const at = (days: number) =>
    LEFT + ((Math.min(Math.max(days, FROM), TO) - FROM) / (TO - FROM)) * (RIGHT - LEFT);
  const height = TOP + served.length * ROW + 12;
  const mark = (days: number, text: string, className: string, y: number) =>
    html`${line([at(days), TOP - 8], [at(days), height - 8], className)}${label(at(days), y, text, { anchor: 'middle' })}`;
  const rows = served.map((certificate, index) => {
    const from = (Date.parse(certificate.validFrom) - start) / DAY_MS;
    const to = (Date.parse(certificate.validTo) - start) / DAY_MS;
    const y = TOP + index * ROW;
    const name = html`${label(0, y + 14, certificate.subject, { most: 30, className: 'label strong' })}${label(
      0,
      y + 30,
      `${certificate.role}, until ${day(certificate.validTo)}`,
    )}`;
    if (Number.isNaN(from) || Number.isNaN(to)) return name;
    const width = Math.max(at(to) - at(from), 2);
    return html`${name}<rect
        class="bar"
        x="${number(at(from))}"
        y="${y + 6}"
        width="${number(width)}"
        height="20"
      />
      ${
        to > TO
          ? html`<path class="arrow" d="M${RIGHT} ${y + 4}l12 12l-12 12z" /> `
          : line([at(to), y + 1], [at(to), y + 31], 'end')
      }`;
  });
  return picture(
    'Validity of the served certificates around the time of the run',
    height,
    html`${joined(rows)}${mark(0, 'this run', 'now', 14)}${mark(CRITICAL, '', 'mark', 14)}${label(at(CRITICAL) + 2, 30, `${CRITICAL} days`, { anchor: 'start' })}${mark(WARNING, '', 'mark', 30)}${label(at(WARNING) + 2, 30, `${WARNING} days`)}`,
  );
}

function told(served: readonly Served[], run: Run): Html {
  return table({
    caption: 'Validity of the served certificates',
    columns: ['Certificate', 'Place', 'Valid from', 'Valid until', 'At the time of the run'],
    rows: served.map(({ subject, role, validFrom, validTo }) => [
      subject,
      role === 'server' ? 'The server’s own' : 'In its chain',
      day(validFrom),
      day(validTo),
      standing(validFrom, validTo, run),
    ]),
  });
}

function standing(validFrom: string, validTo: string, { startedAt }: Run): string {
  const days = Math.floor((Date.parse(validTo) - Date.parse(startedAt)) / DAY_MS);
  if (Number.isNaN(days)) return 'cannot be read';
  if (days < 0) return `expired ${-days} days before`;
  if (Date.parse(validFrom) > Date.parse(startedAt)) return 'not yet valid';
  const left = `${days.toLocaleString('en')} days left`;
  return days < CRITICAL ? `${left}: critical` : days < WARNING ? `${left}: due` : left;
}
