import type { Mutant } from './mutant.ts';

const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** Limits on bodies that are not there, not exact, or not kept in one way of sending. */
export const bodyLimitsMutants = {
  'body-limit-a-byte-more': {
    profile: 'staging',
    fault: { bodies: { counting: { length: { slack: 1 } } } },
    kills: ['BODY-LIMIT-01', 'EXP-ROUTES-01'],
    because: /POST \/analyze (?:with 1048577 bytes )?→ 200: status 200/,
  },
  'body-limit-a-byte-less': {
    profile: 'development',
    fault: { bodies: { counting: { length: { slack: -1 } } } },
    kills: ['BODY-LIMIT-01'],
    because: /POST \/vote with 1048576 bytes → 413: status 413/,
  },
  'body-limit-missing': {
    profile: 'uploads',
    fault: { bodies: { counting: { length: { slack: UNLIMITED } } } },
    kills: ['BODY-LIMIT-01', 'BODY-LENGTH-02', 'BODY-EXPECT-01', 'BODY-CONNECTION-01'],
    because:
      /(?:bytes → 200: status 200|silent: no answer while the body is incomplete|→ 100: 100 Continue|not refused)/,
  },
  'body-limit-of-one-route-missing': {
    profile: 'uploads',
    fault: { bodies: { routes: { 'POST /files': 300_000 } } },
    kills: ['BODY-LIMIT-01', 'BODY-CHUNKED-01', 'BODY-H2-01', 'BODY-GZIP-01'],
    because: /POST \/files with 200001 bytes.* → 200: status 200/,
  },
  'body-limit-of-one-route-ignored': {
    profile: 'uploads',
    fault: { bodies: { routes: { 'POST /files': 4096 } } },
    kills: ['BODY-LIMIT-01', 'BODY-CHUNKED-01', 'BODY-H2-01', 'BODY-GZIP-01'],
    because: /POST \/files with 200000 bytes.* → 413: status 413/,
  },
  'body-limit-answers-400': {
    profile: 'staging',
    fault: { bodies: { counting: { length: { status: 400 } } } },
    kills: ['BODY-LIMIT-01', 'EXP-ROUTES-01'],
    because: /→ 400: status 400/,
  },
  'chunks-not-counted': {
    profile: 'staging',
    fault: { bodies: { counting: { chunked: { slack: UNLIMITED } } } },
    kills: ['BODY-CHUNKED-01'],
    because: /POST \/analyze with 1048577 bytes in chunks → 200: status 200/,
  },
  'chunks-counted-with-a-byte-more': {
    profile: 'uploads',
    fault: { bodies: { counting: { chunked: { slack: 1 } } } },
    kills: ['BODY-CHUNKED-01'],
    because: /POST \/notes with 4097 bytes in chunks → 200: status 200/,
  },
  'chunks-counted-with-a-byte-less': {
    profile: 'uploads',
    fault: { bodies: { counting: { chunked: { slack: -1 } } } },
    kills: ['BODY-CHUNKED-01'],
    because: /POST \/notes with 4096 bytes in chunks → 413: status 413/,
  },
  'chunks-beyond-limit-answer-500': {
    profile: 'uploads',
    fault: { bodies: { counting: { chunked: { status: 500 } } } },
    kills: ['BODY-CHUNKED-01'],
    because: /bytes in chunks → 500: status 500/,
  },
  'http2-bodies-not-counted': {
    profile: 'staging',
    fault: { bodies: { counting: { http2: { slack: UNLIMITED } } } },
    kills: ['BODY-H2-01'],
    because: /POST \/analyze with 1048577 bytes over HTTP\/2 → 200: status 200/,
  },
  'http2-bodies-counted-with-a-byte-less': {
    profile: 'uploads',
    fault: { bodies: { counting: { http2: { slack: -1 } } } },
    kills: ['BODY-H2-01'],
    because: /POST \/notes with 4096 bytes over HTTP\/2 → 413: status 413/,
  },
  'http2-bodies-beyond-limit-answer-400': {
    profile: 'uploads',
    fault: { bodies: { counting: { http2: { status: 400 } } } },
    kills: ['BODY-H2-01'],
    because: /bytes over HTTP\/2 → 400: status 400/,
  },
  'gzip-not-counted': {
    profile: 'uploads',
    fault: { bodies: { counting: { gzip: { slack: UNLIMITED } } } },
    kills: ['BODY-GZIP-01'],
    because: /POST \/files with 200001 bytes in gzip → 200: status 200/,
  },
  'gzip-inflated-behind-the-limit': {
    profile: 'uploads',
    fault: { bodies: { gzip: 'pass-on' } },
    kills: ['BODY-GZIP-01'],
    because: /POST \/notes with 4097 bytes in gzip → 200: status 200/,
  },
  'gzip-counted-with-a-byte-less': {
    profile: 'uploads',
    fault: { bodies: { counting: { gzip: { slack: -1 } } } },
    kills: ['BODY-GZIP-01'],
    because: /POST \/notes with 4096 bytes in gzip → 413: status 413/,
  },
  'gzip-beyond-limit-answers-500': {
    profile: 'uploads',
    fault: { bodies: { counting: { gzip: { status: 500 } } } },
    kills: ['BODY-GZIP-01'],
    because: /bytes in gzip → 500: status 500/,
  },
  'gzip-taken-although-refused': {
    profile: 'single-page',
    fault: { bodies: { gzip: 'pass-on' } },
    kills: ['BODY-GZIP-01'],
    because: /POST \/analyze with 9 bytes in gzip → 200: status 200/,
  },
  'large-body-read-before-refusal': {
    profile: 'uploads',
    fault: { bodies: { declared: 'read-first' } },
    kills: ['BODY-LENGTH-02'],
    because: /POST \/notes with 1000 of 8192 bytes → silent: no answer while the body is incomplete/,
  },
  'large-body-asked-for-with-100': {
    profile: 'staging',
    fault: { bodies: { expectation: 'always-continue' } },
    kills: ['BODY-EXPECT-01'],
    because: /POST \/analyze expecting 100 for 2097152 bytes → 100: 100 Continue/,
  },
  'expectation-unanswered': {
    profile: 'uploads',
    fault: { bodies: { expectation: 'never-continue' } },
    kills: ['BODY-EXPECT-01'],
    because: /POST \/notes expecting 100 for 4096 bytes → silent: no answer before the body/,
  },
  'large-body-reset': {
    profile: 'uploads',
    fault: { bodies: { refusal: 'reset' } },
    kills: ['BODY-LIMIT-01', 'BODY-LENGTH-02', 'BODY-EXPECT-01', 'BODY-CONNECTION-01'],
    because: /→ reset: the connection reset without an answer/,
  },
  'large-body-closed': {
    profile: 'uploads',
    fault: { bodies: { refusal: 'close' } },
    kills: ['BODY-LIMIT-01', 'BODY-LENGTH-02', 'BODY-EXPECT-01', 'BODY-CONNECTION-01'],
    because: /→ closed: the connection closed without an answer/,
  },
  'connection-reset-after-refusal': {
    profile: 'uploads',
    fault: { bodies: { refusal: 'answer-and-reset' } },
    kills: ['BODY-CONNECTION-01'],
    because: /→ 413: status 413, and then a reset connection/,
  },
  'connection-silent-after-refusal': {
    profile: 'uploads',
    fault: { bodies: { refusal: 'answer-and-fall-silent' } },
    kills: ['BODY-CONNECTION-01'],
    because: /→ 413: status 413, and then no answer on a connection that stays open/,
  },
  'surplus-answered': {
    profile: 'uploads',
    fault: { bodies: { tolerated: ['surplus'] } },
    kills: ['BODY-LENGTH-01'],
    because: /with bytes beyond its Content-Length → 200: status 200, and then status 200/,
  },
  'length-beside-chunks-accepted': {
    profile: 'uploads',
    fault: { bodies: { tolerated: ['length-and-chunked'] } },
    kills: ['BODY-SMUGGLING-01'],
    because: /with Content-Length and Transfer-Encoding → 200: status 200, and then/,
  },
  'two-lengths-accepted': {
    profile: 'staging',
    fault: { bodies: { tolerated: ['two-lengths'] } },
    kills: ['BODY-SMUGGLING-01'],
    because: /with two Content-Lengths → 200: status 200/,
  },
  'long-target-served': {
    profile: 'staging',
    fault: { head: { uri: { bytes: UNLIMITED } } },
    kills: ['HEAD-URI-01'],
    because: /GET \/ with a target of 12288 bytes → 200: status 200/,
  },
  'long-target-answers-400': {
    profile: 'uploads',
    fault: { head: { uri: { status: 400 } } },
    kills: ['HEAD-URI-01'],
    because: /GET \/ with a target of 4096 bytes → 400: status 400/,
  },
  'large-fields-served': {
    profile: 'staging',
    fault: { head: { fields: { bytes: UNLIMITED } } },
    kills: ['HEAD-FIELDS-01'],
    because: /GET \/ with fields of 49152 bytes → 200: status 200/,
  },
  'large-fields-answer-500': {
    profile: 'uploads',
    fault: { head: { fields: { status: 500 } } },
    kills: ['HEAD-FIELDS-01'],
    because: /GET \/ with fields of 16384 bytes → 500: status 500/,
  },
} as const satisfies Record<string, Mutant>;
