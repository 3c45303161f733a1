// Generated from schema.json by `npm run generate`. Change the schema, not this file.

export type AddressKey = 'address';
/**
 * Strict-Transport-Security (RFC 6797): what its directives must be, or that it is absent.
 */
export type Hsts = HstsSent | HstsAbsent;
/**
 * What one response header field must be: exactly this value, one of these, or absent.
 */
export type FieldExpectation = ExactField | OneOfField | AbsentField;
/**
 * Protocol version, as Node names it; SSLv2 besides.
 */
export type TlsVersion = 'SSLv2' | 'SSLv3' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
/**
 * What a target that is not ours is compared with: the origin of a second entry on the same machine, or the run.json of an earlier run of this profile (path below the working directory). The embedded stack has a twin of its own for each.
 */
export type LatencyBaseline = string;

/**
 * What a target must satisfy.
 */
export interface Profile {
  /**
   * Profile, or list of profiles in rising precedence, that this one builds on; paths relative to this file. Maps merge deeply, lists and single values replace, null removes.
   */
  extends?: string | string[];
  /**
   * Name of the profile: the file name without .yaml.
   */
  name: string;
  /**
   * One sentence that says what is held to this profile.
   */
  description?: string;
  /**
   * How the target is spoken to.
   */
  target?: Target;
  /**
   * What is started where no target is named. Default embedded.
   */
  stack?: 'embedded' | 'native' | 'compose';
  /**
   * Requests that stand for the response classes, by name.
   */
  routes?: {
    [k: string]: Route;
  };
  /**
   * How often one client may ask.
   */
  rateLimits?: RateLimits;
  /**
   * Largest request bodies that are read.
   */
  bodyLimit?: BodyLimit;
  /**
   * Largest request lines and header sections that are read.
   */
  requestHead?: RequestHead;
  /**
   * What the target still does under load.
   */
  capacity?: Capacity;
  /**
   * How the plain-http entry leads to https.
   */
  redirects?: Redirects;
  /**
   * Response header fields.
   */
  headers?: HeaderExpectations;
  /**
   * What the Content-Security-Policy must be good for, beside the directives in headers.contentSecurityPolicy.
   */
  csp?: Csp;
  /**
   * What a browser must refuse to do on the target's pages.
   */
  browser?: Browser;
  /**
   * Which foreign origins may use the target, and how.
   */
  cors?: Cors;
  /**
   * What the entry tells the application about a request. Judged where the profile has a route of kind echo, named echo.
   */
  proxy?: Proxy;
  /**
   * What every cookie must satisfy.
   */
  cookies?: Cookies;
  /**
   * What the target must not give away.
   */
  exposure?: Exposure;
  /**
   * Transport security.
   */
  tls?: Tls;
  /**
   * The server's certificate.
   */
  certificate?: Certificate;
  /**
   * Mutual TLS: whom the entry lets through. Looked at on each of TLS 1.2 and 1.3 that tls.versions requires.
   */
  clientCertificates?: ClientCertificates;
  /**
   * The PostgreSQL server behind the target: its transport, who gets in, what it writes down.
   */
  database?: Database;
  /**
   * The Unix domain socket through which a service of this machine is spoken to.
   */
  localSocket?: LocalSocket;
  /**
   * How much time protection may cost, measured in pairs of requests with it and without it.
   */
  latency?: Latency;
  /**
   * Known failures that do not fail the run until they expire.
   */
  waivers?: Waiver[];
}
/**
 * How the target is spoken to.
 */
export interface Target {
  /**
   * Milliseconds after which one exchange is given up as an error. Default 5000.
   */
  timeoutMs?: number;
  /**
   * Whether active checks (bursts, oversize bodies, load) may run on a target that is not loopback. Default false.
   */
  active?: boolean;
  /**
   * Host name to send in SNI and Host where it differs from that of the target's URL.
   */
  hostname?: string;
}
/**
 * One request and the answer that it gets: a member of a response class.
 */
export interface Route {
  /**
   * Response class of the answer.
   */
  kind:
    | 'page'
    | 'api'
    | 'redirect'
    | 'not-found'
    | 'method-not-allowed'
    | 'too-large'
    | 'rate-limited'
    | 'server-error'
    | 'preflight'
    | 'login'
    | 'echo';
  /**
   * Request method. Default GET.
   */
  method?: string;
  /**
   * Path and query, as sent.
   */
  path: string;
  /**
   * Status code of the answer.
   */
  status: number;
  /**
   * Request header fields, name to value.
   */
  headers?: {
    [k: string]: string;
  };
  /**
   * Request body, sent as JSON.
   */
  json?: {
    [k: string]: unknown;
  };
  /**
   * Size of the request body in bytes; its content does not matter.
   */
  bodyBytes?: number;
  /**
   * How many times the request is sent; the last answer counts. Default 1.
   */
  repeat?: number;
  /**
   * Whether answers hold personal or session data, which no cache may keep. Default false.
   */
  sensitive?: boolean;
}
/**
 * How often one client may ask.
 */
export interface RateLimits {
  /**
   * Rate limits, by route name. A route without one is unlimited.
   */
  routes?: {
    [k: string]: RateLimit;
  };
  /**
   * Names of routes that no limit may touch, however often they are asked.
   *
   * @minItems 1
   */
  exempt?: string[];
  /**
   * What the answers of limited routes say: Retry-After on refusals; RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers); the older RateLimit-Limit, -Remaining and -Reset; the same three as X-RateLimit-.
   *
   * @minItems 1
   */
  fields?: ('retry-after' | 'structured' | 'trio' | 'x-trio')[];
  /**
   * Connections that one address may have open at a time.
   */
  connections?: number;
  /**
   * Seconds that a check waits at most for a window to pass, on a target whose clock is not ours to move. Default 65, and 5 on real engines that the run has started.
   */
  maxWait?: number;
}
/**
 * How many requests one client may send within a window, and what comes after.
 */
export interface RateLimit {
  /**
   * Requests per window; of a bucket, what flows into it or out of it per window.
   */
  limit: number;
  /**
   * Length of the window in seconds.
   */
  windowSeconds: number;
  /**
   * fixed-window: the count starts again when the window ends. sliding-window: each request counts for one window. token-bucket: a full bucket of tokens, refilled evenly. leaky-bucket: evenly spaced, with burst as the slack (nginx limit_req … nodelay). Default fixed-window.
   */
  algorithm?: 'fixed-window' | 'sliding-window' | 'token-bucket' | 'leaky-bucket';
  /**
   * Of a token-bucket, the tokens that it holds (default: limit). Of a leaky-bucket, the requests beyond the evenly spaced ones (default: 0). Windows have none.
   */
  burst?: number;
  /**
   * What tells clients apart: their address, or a request header field such as an API key. Default address.
   */
  key?: AddressKey | HeaderKey;
}
export interface HeaderKey {
  /**
   * Name of the request header field.
   */
  header: string;
}
/**
 * Largest request bodies that are read.
 */
export interface BodyLimit {
  /**
   * Bytes that are still accepted where the route has no limit of its own; one more is answered 413.
   */
  bytes: number;
  /**
   * The routes whose limit is tried, by name; each with a limit of its own or {} for the general one.
   */
  routes?: {
    /**
     * Limit of one route.
     */
    [k: string]: {
      /**
       * Bytes that are still accepted; one more is answered 413. Default: the general limit.
       */
      bytes?: number;
    };
  };
  /**
   * What becomes of bodies with Content-Encoding: gzip. inflate: the limit holds for the inflated body; refuse: 415. Default: not looked at.
   */
  gzip?: 'inflate' | 'refuse';
}
/**
 * Largest request lines and header sections that are read.
 */
export interface RequestHead {
  /**
   * A request target of this length is refused.
   */
  uri?: {
    /**
     * Bytes at which the answer is certain to be a refusal.
     */
    bytes: number;
    /**
     * Status codes that the refusal may have.
     *
     * @minItems 1
     */
    status: number[];
  };
  /**
   * A header section of this size is refused.
   */
  fields?: {
    /**
     * Bytes at which the answer is certain to be a refusal.
     */
    bytes: number;
    /**
     * Status codes that the refusal may have.
     *
     * @minItems 1
     */
    status: number[];
  };
}
/**
 * What the target still does under load.
 */
export interface Capacity {
  /**
   * Name of the route that is asked for. No limit may be on it, and nothing secret in its request.
   */
  route: string;
  /**
   * Requests a second, over all connections.
   */
  rate: number;
  /**
   * Connections that are kept open; not more than requests a second.
   */
  connections: number;
  /**
   * How long is measured, after a second of warm-up.
   */
  seconds: number;
  /**
   * Good answers a second that have to come; not more than are asked for.
   */
  throughput?: number;
  /**
   * Share of the requests that may fail. A pass takes enough requests to show it: 0.001 takes 2995.
   */
  errorRate?: number;
  /**
   * Milliseconds within which 95 % of the good answers come.
   */
  p95Milliseconds?: number;
  /**
   * Milliseconds within which 99 % of the good answers come.
   */
  p99Milliseconds?: number;
}
/**
 * How the plain-http entry leads to https.
 */
export interface Redirects {
  /**
   * Status codes that the redirect may have.
   *
   * @minItems 1
   */
  status: number[];
  /**
   * Hops that may lie between the plain request and its final https answer.
   */
  maxHops: number;
  /**
   * What plain http does with routes of kind api: redirect them, or refuse them (ASVS v5.0.0-4.1.2).
   */
  api: 'redirect' | 'refuse';
  /**
   * Whether /.well-known/acme-challenge/ is answered over plain http. Default false.
   */
  acmeChallenge?: boolean;
}
/**
 * Response header fields, as every answer over https must carry them. A profile that states one of them replaces the inherited expectation as a whole.
 */
export interface HeaderExpectations {
  /**
   * Strict-Transport-Security.
   */
  hsts?: Hsts;
  /**
   * X-Frame-Options.
   */
  xFrameOptions?: FieldExpectation;
  /**
   * X-Content-Type-Options.
   */
  xContentTypeOptions?: FieldExpectation;
  /**
   * X-XSS-Protection.
   */
  xXssProtection?: FieldExpectation;
  /**
   * Referrer-Policy.
   */
  referrerPolicy?: FieldExpectation;
  /**
   * Cross-Origin-Opener-Policy.
   */
  crossOriginOpenerPolicy?: FieldExpectation;
  /**
   * Cross-Origin-Embedder-Policy.
   */
  crossOriginEmbedderPolicy?: FieldExpectation;
  /**
   * Cross-Origin-Resource-Policy.
   */
  crossOriginResourcePolicy?: FieldExpectation;
  /**
   * Server.
   */
  server?: FieldExpectation;
  /**
   * Permissions-Policy.
   */
  permissionsPolicy?: PermissionsPolicy;
  /**
   * Cache-Control of the routes marked sensitive.
   */
  cacheControl?: CacheControl;
  /**
   * Content-Type.
   */
  contentType?: ContentType;
  /**
   * Content-Security-Policy.
   */
  contentSecurityPolicy?: ContentSecurityPolicy;
  /**
   * Further fields, by name.
   */
  additional?: {
    [k: string]: FieldExpectation;
  };
  /**
   * Names of fields that tell an attacker about the software, and so must not be sent.
   */
  forbidden?: string[];
}
export interface HstsSent {
  /**
   * Bounds of max-age.
   */
  maxAge: {
    /**
     * Least max-age in seconds.
     */
    min: number;
    /**
     * Greatest max-age in seconds. Default: none.
     */
    max?: number;
  };
  /**
   * Whether includeSubDomains must be there. Default false: it may.
   */
  includeSubDomains?: boolean;
  /**
   * Whether preload must be there. Default false: it may.
   */
  preload?: boolean;
}
export interface HstsAbsent {
  /**
   * The field is not sent, as on targets without a public certificate.
   */
  absent: true;
}
export interface ExactField {
  /**
   * The one value that is accepted.
   */
  value: string;
}
export interface OneOfField {
  /**
   * Values that are accepted.
   *
   * @minItems 1
   */
  oneOf: string[];
}
export interface AbsentField {
  /**
   * The field is not sent.
   */
  absent: true;
}
/**
 * Permissions-Policy, feature by feature.
 */
export interface PermissionsPolicy {
  /**
   * Feature to its allowed origins and keywords; an empty list disables it.
   */
  features: {
    [k: string]: string[];
  };
}
/**
 * Cache-Control of the routes marked sensitive.
 */
export interface CacheControl {
  /**
   * Directives that must be there.
   */
  required: string[];
  /**
   * Directives that must not be there.
   */
  forbidden: string[];
}
/**
 * Content-Type of answers with a body.
 */
export interface ContentType {
  /**
   * Character set that text and JSON answers declare.
   */
  charset: string;
}
/**
 * Content-Security-Policy, directive by directive.
 */
export interface ContentSecurityPolicy {
  /**
   * Directive to its sources; an empty list is a directive without a value. 'nonce-*' stands for any nonce.
   */
  directives: {
    [k: string]: string[];
  };
}
/**
 * What the Content-Security-Policy must be good for.
 */
export interface Csp {
  /**
   * Directive to the sources that the policies together must not allow, in it or in what it falls back to. 'unsafe-inline' beside a nonce or a hash is not allowed: browsers ignore it.
   */
  forbidden?: {
    /**
     * @minItems 1
     */
    [k: string]: string[];
  };
  /**
   * Findings of csp_evaluator of this severity or a higher one are failures; low includes what it calls a maybe, such as 'self' for scripts.
   */
  weakness?: 'high' | 'medium' | 'low';
  /**
   * Least bits of randomness in a nonce; it differs in every response.
   */
  nonceBits?: number;
  /**
   * Whether directives and keywords that browsers do not know, directives that come twice and bytes that are not ASCII are failures. Default false.
   */
  syntax?: boolean;
}
/**
 * What a browser must refuse to do on the target's pages. The main page is tried: the first route of kind page.
 */
export interface Browser {
  /**
   * What is tried on the page and must be blocked by its policy.
   *
   * @minItems 1
   */
  blocks?: (
    | 'inline-script'
    | 'inline-handler'
    | 'eval'
    | 'foreign-script'
    | 'foreign-frame'
    | 'foreign-form'
    | 'base-change'
  )[];
  /**
   * By what a page of another origin is kept from framing this one; each of them must do so on its own.
   *
   * @minItems 1
   */
  framing?: ('x-frame-options' | 'frame-ancestors')[];
  /**
   * refuse: no page loads anything over plain http.
   */
  mixedContent?: 'refuse';
}
/**
 * Which foreign origins may use the target, and how.
 */
export interface Cors {
  /**
   * Origins that may read answers, as browsers spell them.
   *
   * @minItems 1
   */
  origins: string[];
  /**
   * Whether cookies may come along. Default false.
   */
  credentials?: boolean;
  /**
   * Routes that foreign origins may use, by name, with what a preflight of them allows.
   */
  routes: {
    [k: string]: CorsRoute;
  };
}
/**
 * What a preflight of one route allows.
 */
export interface CorsRoute {
  /**
   * Methods that Access-Control-Allow-Methods names, and no other. OPTIONS and the methods that need no preflight (GET, HEAD, POST) may be named beside them.
   *
   * @minItems 1
   */
  methods: string[];
  /**
   * Fields that Access-Control-Allow-Headers names, and no other. Those that need no preflight may be named beside them. Default none.
   */
  headers?: string[];
  /**
   * Access-Control-Max-Age in seconds. Default: not looked at.
   */
  maxAgeSeconds?: number;
}
/**
 * What the entry tells the application about a request.
 */
export interface Proxy {
  /**
   * replace: X-Forwarded-For is the client's address alone. append: it ends with it, after what the client sent.
   */
  forwardedFor?: 'replace' | 'append';
  /**
   * Whether X-Forwarded-Proto is https, whatever the client sent. Default false: not looked at.
   */
  forwardedProto?: boolean;
  /**
   * Whether X-Real-IP is the client's address, whatever the client sent. Default false: not looked at.
   */
  realIp?: boolean;
  /**
   * Whether X-Forwarded-Host from the client is dropped or overwritten. Default false: not looked at.
   */
  forwardedHost?: boolean;
  /**
   * Whether Forwarded (RFC 7239) from the client is dropped, overwritten or followed by the entry's own. Default false: not looked at.
   */
  forwarded?: boolean;
  /**
   * Request fields that tell the application who the client is; those that a client sends must not arrive.
   *
   * @minItems 1
   */
  identityFields?: string[];
}
/**
 * What every cookie that the target sets must satisfy.
 */
export interface Cookies {
  /**
   * Secure is set.
   */
  secure: true;
  /**
   * HttpOnly is set, except on the cookies of exceptHttpOnly.
   */
  httpOnly: true;
  /**
   * Values of SameSite that are accepted.
   *
   * @minItems 1
   */
  sameSite: ('Strict' | 'Lax' | 'None')[];
  /**
   * Prefix of the name, with the rules that browsers enforce for it.
   */
  prefix?: '__Host-' | '__Secure-';
  /**
   * Whether Domain must be missing, so that only the host that set the cookie gets it. Default false.
   */
  hostOnly?: boolean;
  /**
   * Most bytes of name and value together.
   */
  maxBytes?: number;
  /**
   * Longest lifetime in seconds, from Max-Age or Expires.
   */
  maxAgeSeconds?: number;
  /**
   * Names of cookies that scripts may read.
   */
  exceptHttpOnly?: string[];
}
/**
 * What the target must not give away.
 */
export interface Exposure {
  /**
   * Request methods that are refused.
   *
   * @minItems 1
   */
  methods?: ('TRACE' | 'TRACK')[];
  /**
   * Paths that must not be served.
   */
  paths?: ExposedPaths;
  /**
   * Directories whose listing must not show.
   *
   * @minItems 1
   */
  directories?: string[];
  /**
   * How much error answers tell: nothing of stack traces, versions or file paths.
   */
  errorDetail?: 'none';
  /**
   * What happens to a request for a host name that is not the target's.
   */
  unknownHost?: 'refuse';
  /**
   * Secret that no answer may contain: a reference to it, or true for one that the reference stack plants.
   */
  canary?: true | string;
}
/**
 * Paths that must not be served, by what they would give away.
 */
export interface ExposedPaths {
  /**
   * Files with settings and passwords.
   *
   * @minItems 1
   */
  environment?: string[];
  /**
   * Metadata of version control.
   *
   * @minItems 1
   */
  versionControl?: string[];
  /**
   * Private keys.
   *
   * @minItems 1
   */
  keys?: string[];
  /**
   * Copies, dumps and editor leftovers.
   *
   * @minItems 1
   */
  backups?: string[];
  /**
   * Measurements meant for the operator.
   *
   * @minItems 1
   */
  metrics?: string[];
  /**
   * Status and debugging pages meant for the operator.
   *
   * @minItems 1
   */
  status?: string[];
}
/**
 * Transport security. Lists are what the server accepts, over all versions that the profile does not refuse.
 */
export interface Tls {
  /**
   * Configuration of the TLSRef guidelines (formerly Mozilla's), with a version or without: then the latest that has it. It says versions, suites, groups, the size of DH and whose order counts, where the profile does not.
   */
  policy?: string;
  /**
   * Protocol versions.
   */
  versions?: {
    /**
     * Versions that must be offered.
     */
    required: TlsVersion[];
    /**
     * Versions that must be refused.
     */
    refused: TlsVersion[];
  };
  /**
   * How sessions are resumed.
   */
  sessions?: {
    /**
     * Whether a TLS 1.2 session is resumed by its id.
     */
    id?: 'required' | 'refused';
    /**
     * Whether a TLS 1.2 session is resumed by a ticket (RFC 5077).
     */
    ticket?: 'required' | 'refused';
    /**
     * Whether a TLS 1.3 session is resumed (RFC 8446, section 2.2).
     */
    psk?: 'required' | 'refused';
    /**
     * Longest lifetime that a ticket may state. TLS 1.3 allows seven days.
     */
    lifetimeSeconds?: number;
    /**
     * `refused`: a session of the target's name is not resumed under another name.
     */
    otherName?: 'refused';
  };
  /**
   * `refused`: a client cannot renegotiate a TLS 1.2 connection.
   */
  renegotiation?: 'refused';
  /**
   * Which server names (SNI) are served. Needs a target with a name, not an address.
   */
  names?: {
    /**
     * `refused`: a handshake for a name that is not the target's ends with an alert.
     */
    unknown?: 'refused';
    /**
     * Whether a handshake without a name is served.
     */
    absent?: 'served' | 'refused';
    /**
     * `refused`: no request is served whose host is another than the name of its handshake.
     */
    mismatch?: 'refused';
  };
  /**
   * Protocols that are negotiated (ALPN), the preferred one first; all others are refused.
   *
   * @minItems 1
   */
  alpn?: ('h2' | 'http/1.1')[];
  /**
   * HTTP/3 over QUIC, as Alt-Svc announces it.
   */
  http3?: {
    /**
     * Whether Alt-Svc announces HTTP/3.
     */
    advertised?: 'required' | 'refused';
    /**
     * `kept`: where Alt-Svc announces HTTP/3, QUIC answers.
     */
    promise?: 'kept';
    /**
     * `refused`: nothing answers QUIC on the UDP port of the TLS entry's number.
     */
    quic?: 'refused';
    /**
     * `ignored`: QUIC does not answer what is too small to open a connection.
     */
    smallDatagrams?: 'ignored';
  };
  /**
   * Cipher suites, by their names in the IANA registry.
   */
  suites?: TlsNames;
  /**
   * Groups of the key exchange, by their names in the IANA registry.
   */
  groups?: TlsNames;
  /**
   * What the server signs a handshake with, by the names in the IANA registry.
   */
  signatureAlgorithms?: TlsNames;
  /**
   * Weaknesses that no accepted suite may have.
   */
  refusedWeaknesses?: (
    'null-encryption' | 'anonymous' | 'export' | 'rc4' | '64-bit-block' | 'md5' | 'cbc-before-tls12'
  )[];
  /**
   * Every accepted suite has forward secrecy.
   */
  forwardSecrecy?: 'required';
  /**
   * Least bits of the prime of finite-field Diffie-Hellman.
   */
  dhBits?: number;
  /**
   * Whose preference decides among the accepted suites.
   */
  order?: 'server' | 'client';
  /**
   * Hybrid post-quantum key exchange: required; preferred: its absence is advice; allowed: nothing is asked.
   */
  postQuantum?: 'required' | 'preferred' | 'allowed';
  /**
   * A forced fallback is detected: by TLS_FALLBACK_SCSV, by the mark in the server's random, or both.
   */
  downgradeProtection?: ('fallback-scsv' | 'server-random')[];
  /**
   * TLS compression is refused.
   */
  compression?: 'refused';
  /**
   * The server knows secure renegotiation.
   */
  secureRenegotiation?: 'required';
  /**
   * The server binds the master secret of TLS 1.2 to the whole handshake.
   */
  extendedMasterSecret?: 'required';
}
/**
 * What must, may and must not be accepted.
 */
export interface TlsNames {
  /**
   * Each must be accepted.
   *
   * @minItems 1
   */
  required?: string[];
  /**
   * Nothing else may be accepted.
   *
   * @minItems 1
   */
  allowed?: string[];
  /**
   * None may be accepted.
   *
   * @minItems 1
   */
  forbidden?: string[];
}
/**
 * The server's certificate.
 */
export interface Certificate {
  /**
   * DNS names and IP addresses that it covers. Default: the target's own host.
   */
  names?: string[];
  /**
   * Days that must be left until it expires.
   */
  expiry: {
    /**
     * Fewer days left than this give advice.
     */
    warnDays: number;
    /**
     * Fewer days left than this fail.
     */
    failDays: number;
  };
  /**
   * Whether it covers nothing beyond the target's own host and `names`.
   */
  onlyNames?: boolean;
  /**
   * How long it may be valid in all: what the CA/Browser Forum allows for its date of issue (`public`), or a number of days.
   */
  lifetime?:
    | 'public'
    | {
        /**
         * Most days from its first moment to its last.
         */
        maxDays: number;
      };
  /**
   * The chain is complete and leads to a trusted authority. `self-signed-allowed`: a leaf that is signed with its own key will do.
   */
  chain: 'trusted' | 'self-signed-allowed';
  /**
   * How the chain is sent: each certificate certifies the one before it, the root is left out, and there is nothing that certifies none of the others.
   */
  sent?: ('ordered' | 'without-root' | 'without-surplus')[];
  /**
   * Whether key usage and extended key usage have to be those of a server and nothing more.
   */
  usage?: boolean;
  /**
   * Whether its serial number has to be positive, long enough for 64 random bits, and at most 20 octets.
   */
  serialNumber?: boolean;
  /**
   * Signed certificate timestamps: embedded, stapled, or in the extension of TLS 1.2.
   */
  transparency?: {
    /**
     * Least number of logs that have signed one.
     */
    minimum: number;
  };
  /**
   * An OCSP response is stapled to the handshake.
   */
  stapling?: {
    /**
     * Most hours since the response was true. Default: as long as it says itself.
     */
    maxAgeHours?: number;
  };
  /**
   * SHA-256 of public keys (SubjectPublicKeyInfo) in base64, one of which the leaf or an issuer has.
   *
   * @minItems 1
   */
  pins?: string[];
  /**
   * Whether every address of the host name has to present the same certificate.
   */
  everyAddress?: boolean;
  /**
   * Whether the certificate for each kind of key (RSA, ECDSA) that is served has to hold, not only the one that most clients get.
   */
  everyKeyType?: boolean;
  /**
   * Least key size by algorithm.
   */
  key: {
    /**
     * Least bits of an RSA key.
     */
    rsaBits: number;
    /**
     * Least bits of an elliptic-curve key.
     */
    ecBits: number;
    /**
     * Curves that an elliptic-curve key may be on, as OpenSSL names them.
     *
     * @minItems 1
     */
    curves?: ('prime256v1' | 'secp384r1' | 'secp521r1' | 'Ed25519' | 'Ed448')[];
  };
  /**
   * How it is signed.
   */
  signature: {
    /**
     * Digest algorithms that no signature of the chain may use.
     */
    forbidden: string[];
  };
}
/**
 * Mutual TLS: whom the entry lets through.
 */
export interface ClientCertificates {
  /**
   * Name of a route that is there for clients with a certificate only. It is asked for with GET.
   */
  route: string;
  /**
   * How revoked certificates are known: crl. Without it revocation is not looked at.
   */
  revocation?: 'crl';
  /**
   * Another name that the same address and port serve, for other clients. A session of this host must not count there.
   */
  otherHost?: string;
  /**
   * Request fields in which the entry tells the application whose certificate it has verified. Judged where the profile has a route of kind echo, named echo.
   *
   * @minItems 1
   */
  identityFields?: string[];
  /**
   * Whether the entry, when it asks for a certificate, names the authority that it accepts. Default false: not looked at.
   */
  namesAuthority?: boolean;
}
/**
 * The PostgreSQL server behind the target. Where the stack brings none and no url names one, it is not evaluated.
 */
export interface Database {
  /**
   * Reference to the secret postgresql://role:password@host:port/database, with the role of the application. Only for a target that is not ours.
   */
  url?: string;
  /**
   * Reference to the secret URL with a role that may read the server's log: execute pg_current_logfile(), pg_stat_file(text) and pg_read_binary_file(text, bigint, bigint).
   */
  auditorUrl?: string;
  /**
   * Reference to the secret URL with a role that the audit leaves out: what latency.overhead.databaseAudit compares with.
   */
  unauditedUrl?: string;
  /**
   * Encryption of connections.
   */
  tls?: {
    /**
     * Whether connections without TLS are refused.
     */
    required?: boolean;
    /**
     * Versions of TLS.
     */
    versions?: {
      /**
       * Versions that must be spoken.
       *
       * @minItems 1
       */
      required?: ('TLSv1.2' | 'TLSv1.3')[];
      /**
       * Versions that must be refused.
       *
       * @minItems 1
       */
      refused?: ('TLSv1' | 'TLSv1.1' | 'TLSv1.2')[];
    };
  };
  /**
   * What sslmode=verify-full asks of the server's certificate.
   */
  certificate?: {
    /**
     * Whether it must lead to a trusted authority and be valid today.
     */
    trusted?: boolean;
    /**
     * Whether it must cover the host that the application connects to.
     */
    named?: boolean;
    /**
     * Smallest keys.
     */
    key?: {
      /**
       * Fewest bits of an RSA key.
       */
      rsaBits: number;
      /**
       * Fewest bits of a key on an elliptic curve.
       */
      ecBits: number;
    };
  };
  /**
   * How roles prove who they are, and as what their passwords are stored.
   */
  authentication?: 'scram-sha-256';
  /**
   * Whom the roles are.
   */
  roles?: {
    /**
     * Whether the application's role must be without privileges over the server.
     */
    unprivileged?: boolean;
    /**
     * Roles that must not get in through the network.
     *
     * @minItems 1
     */
    refused?: string[];
  };
  /**
   * Addresses on which the server may listen, as listen_addresses has them.
   *
   * @minItems 1
   */
  listenAddresses?: string[];
  /**
   * Whether pgcrypto must be there and work.
   */
  pgcrypto?: boolean;
  /**
   * Columns that hold nothing but OpenPGP messages, as pgp_sym_encrypt() makes them: table.column or schema.table.column.
   *
   * @minItems 1
   */
  encryptedColumns?: string[];
  /**
   * What pgaudit writes down.
   */
  audit?: {
    /**
     * Classes of statements that pgaudit.log must cover.
     *
     * @minItems 1
     */
    log?: ('all' | 'ddl' | 'function' | 'misc' | 'misc_set' | 'read' | 'role' | 'write')[];
    /**
     * Other settings of pgaudit and their values, without the prefix.
     */
    settings?: {
      [k: string]: string;
    };
    /**
     * Whether marked statements must be found in the server's log. It takes an auditor.
     */
    written?: boolean;
  };
  /**
   * Whether connections and disconnections must be logged.
   */
  connectionLog?: boolean;
}
/**
 * The Unix domain socket through which a service of this machine is spoken to. Where the stack brings none and PLUMBLINE_SOCKET names none, it is not evaluated.
 */
export interface LocalSocket {
  /**
   * The most permissions that the socket's file may have, in octal digits.
   */
  mode?: string;
  /**
   * Name of a route that the service answers through the socket. It is asked for with GET, as the socket's owner.
   */
  route?: string;
  /**
   * Whether nobody but root and the socket's owner may write to the folders that it is in.
   */
  protectedFolder?: boolean;
  /**
   * Whether the process behind the socket listens on no TCP port.
   */
  alone?: boolean;
}
/**
 * Budgets for what protection adds to a request.
 */
export interface Latency {
  /**
   * Name of the route that is asked for, thousands of times: one without a rate limit.
   */
  route: string;
  /**
   * Seconds that one comparison may take. It ends earlier where it is decided. Default 3.
   */
  limitSeconds?: number;
  /**
   * Budgets by what is compared: with it against without it.
   */
  overhead: {
    /**
     * https over plain http, on an open connection.
     */
    tls?: OverheadBudget;
    /**
     * https over plain http, with a new connection for each request: the handshake counts.
     */
    newConnection?: OverheadBudget;
    /**
     * The same, where each handshake resumes a session.
     */
    resumedConnection?: OverheadBudget;
    /**
     * With the security header fields over without them, on an open connection.
     */
    headers?: OverheadBudget;
    /**
     * Through the TLS entry over the application behind it, on open connections.
     */
    edge?: OverheadBudget;
    /**
     * With client certificates over TLS without, with a new connection for each request.
     */
    clientCertificates?: OverheadBudget;
    /**
     * A route with a limit over the same without one, on open connections that stay below it.
     */
    rateLimiter?: LimiterBudget;
    /**
     * A statement of the application's role over the same of a role that the audit leaves out, on open connections.
     */
    databaseAudit?: AuditBudget;
  };
}
/**
 * Most that may be added, to the ordinary request and to the slowest of twenty. Where both milliseconds and ratio are given, both must hold.
 */
export interface OverheadBudget {
  /**
   * Most for the ordinary request, the median.
   */
  p50: LatencyBudget;
  /**
   * Most for the slowest of twenty.
   */
  p95: LatencyBudget;
  /**
   * What a target that is not ours is compared with.
   */
  baseline?: LatencyBaseline;
}
/**
 * Most that may be added at one percentile.
 */
export interface LatencyBudget {
  /**
   * Milliseconds more than the baseline.
   */
  milliseconds?: number;
  /**
   * Times as long as the baseline's median, what is added included.
   */
  ratio?: number;
}
/**
 * The same for a rate limiter.
 */
export interface LimiterBudget {
  /**
   * Name of the route with a limit.
   */
  route: string;
  /**
   * Most for the ordinary request, the median.
   */
  p50: LatencyBudget;
  /**
   * Most for the slowest of twenty.
   */
  p95: LatencyBudget;
  /**
   * What a target that is not ours is compared with.
   */
  baseline?: LatencyBaseline;
}
/**
 * The same for the audit of the database, compared with the role of database.unauditedUrl.
 */
export interface AuditBudget {
  /**
   * Most for the ordinary statement, the median.
   */
  p50: LatencyBudget;
  /**
   * Most for the slowest of twenty.
   */
  p95: LatencyBudget;
}
/**
 * A known failure that does not fail the run until it expires.
 */
export interface Waiver {
  /**
   * Id of the control.
   */
  control: string;
  /**
   * Subjects for which it holds. Default: the whole control.
   *
   * @minItems 1
   */
  scope?: string[];
  /**
   * Why the failure is accepted.
   */
  reason: string;
  /**
   * Who mends it.
   */
  owner: string;
  /**
   * Who accepted the risk.
   */
  approver: string;
  /**
   * Where the mending is tracked.
   */
  ticket: string;
  /**
   * Last day on which it holds, as YYYY-MM-DD.
   */
  expires: string;
}
