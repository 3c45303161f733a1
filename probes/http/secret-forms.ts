/** Encoded forms of shorter secrets are too likely to stand in a text by chance. */
const minEncodedLength = 6;

/**
 * The characters that `secret` always leaves in base64, whichever bytes stand before and after it: at each of the
 * three alignments, without the characters that it shares with its neighbours (RFC 4648 §4).
 */
function base64Cores(secret: Buffer): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), secret]).toString('base64');
    return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + secret.length) * 8) / 6));
  });
}

function base64Forms(secret: Buffer): string[] {
  const padded = secret.toString('base64');
  return [padded, padded.replace(/=+$/, ''), ...base64Cores(secret)].flatMap((form) => [
    form,
    form.replaceAll('+', '-').replaceAll('/', '_'),
  ]);
}

function hexForms(secret: Buffer): string[] {
  const digits = secret.toString('hex');
  return [digits, digits.toUpperCase()];
}

function urlForms(secret: string): string[] {
  // encodeURIComponent throws on a lone surrogate, which has no URL form.
  if (/\p{Surrogate}/u.test(secret)) return [];
  const encoded = encodeURIComponent(secret);
  const strict = encoded.replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const upper = [encoded, strict, encodeURI(secret), strict.replaceAll('%20', '+')];
  return upper.flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())]);
}

/** Every form in which a secret may stand in an exchange, longest first so that no form leaves a rest of another. */
export function secretForms(secrets: readonly string[]): string[] {
  const forms = secrets.flatMap((secret) => {
    const bytes = Buffer.from(secret);
    return [
      secret,
      // Fields and raw sockets are read as latin1.
      bytes.toString('latin1'),
      JSON.stringify(secret).slice(1, -1),
      ...urlForms(secret),
      ...(secret.length >= minEncodedLength ? [...base64Forms(bytes), ...hexForms(bytes)] : []),
    ];
  });
  return [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length);
}
