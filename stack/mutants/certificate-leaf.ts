import type { Mutant } from './mutant.ts';

const NAMES = ['localhost', '127.0.0.1'];

/** Leaves that were badly issued. */
export const certificateLeafMutants = {
  'certificate-wildcard-for-two-labels': {
    profile: 'certificates',
    fault: { certificate: { names: [...NAMES, '*.plumbline.test'] } },
    // Nobody asked for the wildcard, either.
    kills: ['CERT-NAME-01', 'CERT-NAME-03'],
    because: /covers (localhost, 127\.0\.0\.1, )?\*\.plumbline\.test/,
  },
  'certificate-address-as-dns-name': {
    profile: 'certificates',
    fault: { certificate: { names: ['localhost', 'api.eu.plumbline.test'], otherDnsNames: ['127.0.0.1'] } },
    kills: ['CERT-NAME-01', 'CERT-NAME-02'],
    because: /DNS 127\.0\.0\.1|"127\.0\.0\.1" is an address in a dNSName entry/,
  },
  'certificate-address-as-dns-name-too': {
    profile: 'certificates',
    fault: { certificate: { otherDnsNames: ['127.0.0.1'] } },
    kills: ['CERT-NAME-02'],
    because: /"127\.0\.0\.1" is an address in a dNSName entry/,
  },
  'certificate-wildcard-inside-label': {
    profile: 'transport',
    fault: { certificate: { otherDnsNames: ['api*.plumbline.test'] } },
    kills: ['CERT-NAME-02'],
    because: /"api\*\.plumbline\.test" is a wildcard that is only a part of its label/,
  },
  'certificate-name-with-nul': {
    profile: 'transport',
    fault: { certificate: { otherDnsNames: ['localhost\0.plumbline.test'] } },
    kills: ['CERT-NAME-02'],
    because: /is not a DNS name/,
  },
  'certificate-for-other-hosts-too': {
    profile: 'certificates',
    fault: { certificate: { otherDnsNames: ['admin.plumbline.test', 'mail.plumbline.test'] } },
    kills: ['CERT-NAME-03'],
    because: /also covers admin\.plumbline\.test, mail\.plumbline\.test/,
  },
  'certificate-lives-four-hundred-days': {
    profile: 'certificates',
    fault: { certificate: { notAfterDays: 400 } },
    kills: ['CERT-LIFETIME-01'],
    because: /402 days, from \d{4}-/,
  },
  'certificate-key-on-large-curve': {
    profile: 'certificates',
    fault: { certificate: { key: 'EC-P-521' } },
    kills: ['CERT-KEY-02'],
    because: /a key on secp521r1/,
  },
  'certificate-key-usage-without-signature': {
    profile: 'certificates',
    fault: { certificate: { keyUsage: ['keyAgreement'] } },
    kills: ['CERT-USAGE-01'],
    because: /key usage keyAgreement/,
  },
  'certificate-key-usage-with-encipherment': {
    profile: 'certificates',
    fault: { certificate: { keyUsage: ['digitalSignature', 'keyEncipherment'] } },
    kills: ['CERT-USAGE-01'],
    because: /key usage digitalSignature, keyEncipherment/,
  },
  'certificate-for-clients-alone': {
    profile: 'certificates',
    fault: { certificate: { extendedKeyUsage: ['clientAuth'] } },
    kills: ['CERT-USAGE-02'],
    because: /extended key usage clientAuth/,
  },
  'certificate-for-everything': {
    profile: 'certificates',
    fault: { certificate: { extendedKeyUsage: ['serverAuth', 'any'] } },
    kills: ['CERT-USAGE-02'],
    because: /extended key usage serverAuth, anyExtendedKeyUsage/,
  },
  'certificate-without-extended-key-usage': {
    profile: 'certificates',
    fault: { certificate: { extendedKeyUsage: [] } },
    kills: ['CERT-USAGE-02'],
    because: /no extended key usage/,
  },
  'certificate-serial-number-counted': {
    profile: 'certificates',
    fault: { certificate: { serial: '1001' } },
    kills: ['CERT-SERIAL-01'],
    because: /serial number 0x1001/,
  },
  'certificate-serial-number-too-long': {
    profile: 'certificates',
    fault: { certificate: { serial: '41'.repeat(21) } },
    kills: ['CERT-SERIAL-01'],
    because: /serial number 0x(41){21}$/,
  },
} as const satisfies Record<string, Mutant>;
