/** Where one entry of a target is reached. */
export interface Entry {
  readonly scheme: 'http' | 'https';
  /** Name or IP literal (without brackets) that goes into the URL, the Host field and SNI. */
  readonly host: string;
  readonly port: number;
  /** Address to connect to instead of resolving {@link host}. */
  readonly address?: string;
  /** All addresses that serve {@link host}, where they are known; otherwise the name tells. */
  readonly addresses?: readonly string[];
}

/** A certificate with what else is presented beside it, leaf first, and the private key. All PEM. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Certificates of the authority whose clients the target lets through: the right one, and some with one flaw each. */
export interface ClientCertificates {
  readonly valid: ClientCertificate;
  readonly expired?: ClientCertificate;
  readonly notYetValid?: ClientCertificate;
  /** For servers alone: its extended key usage lacks clientAuth. */
  readonly wrongUsage?: ClientCertificate;
  readonly revoked?: ClientCertificate;
}

/** A role of a database and its password. */
export interface DatabaseRole {
  readonly user: string;
  readonly password: string;
}

/** A PostgreSQL server behind a target. */
export interface Database {
  /** Name or IP literal (without brackets) that its certificate has to cover. */
  readonly host: string;
  readonly port: number;
  /** Address to connect to instead of resolving {@link host}. */
  readonly address?: string;
  /** PEM of the CA certificates to trust beside the system's. */
  readonly ca?: string;
  /** The database that the roles use. */
  readonly name: string;
  /** Whom the application is. */
  readonly application: DatabaseRole;
  /** Who may read the server's log; absent: nobody of ours. */
  readonly auditor?: DatabaseRole;
  /** Whose statements the audit leaves out, to compare with; absent: nobody's of ours. */
  readonly unaudited?: DatabaseRole;
  /** Why the addresses that it says it listens on are not those where others reach it; absent where they are. */
  readonly published?: string;
}

/** What is tested: endpoints plus trust anchors. */
export interface Target {
  /** One line for people: the https URL. */
  readonly url: string;
  /** `embedded`, `native`, `compose`, or `external` for somebody's own. */
  readonly stack: string;
  readonly https: Entry;
  /** Plain-http entry; absent where the target has none. */
  readonly http?: Entry;
  /** PEM of the CA certificates to trust beside the system's. */
  readonly ca?: string;
  /** What to present to an entry that asks for certificates; absent where it asks for none. */
  readonly clients?: ClientCertificates;
  /** The database behind it; absent where none is known. */
  readonly database?: Database;
  /** The Unix domain socket of a service behind it, on this machine; absent where none is known. */
  readonly socket?: { readonly path: string };
  /** A secret that only the target knows, planted where a careless error page would show it. */
  readonly canary?: string;
  /** Why the source addresses of ours are all one client to it; absent where each is a client of its own. */
  readonly oneClient?: string;
  /** Whether bursts, oversize bodies and load are allowed. */
  readonly active: boolean;
  /** The application behind the TLS entry, where it is known and can be asked directly. */
  readonly application?: Entry;
}

/** The same entry without one thing, to compare with. */
export type TwinKind =
  'plain-http' | 'without-fields' | 'without-client-certificates' | 'without-rate-limits';

/** A target of ours, with the means to end it. */
export interface Stack {
  readonly target: Target;
  /** Puts the clock forward that its limits go by. */
  advance(seconds: number): Promise<void>;
  /** Opens a twin of the TLS entry, which lasts as long as the stack. */
  openTwin(kind: TwinKind): Promise<Entry>;
  /** Ends every process of it. */
  stop(): Promise<void>;
}
