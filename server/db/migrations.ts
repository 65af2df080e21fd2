/** A step of the database's shape. Steps that have been released are never edited; a change is a new step. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** The role that a tenant's transactions run as. It owns nothing, so row-level security binds it. */
export const tenantRole = "autosell_tenant";
/** The setting that says whose rows a transaction may see. */
export const tenantSetting = "autosell.tenant";

const onlyOwnRows = (table: string) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_rows ON ${table}
    USING (tenant_id = nullif(current_setting('${tenantSetting}', true), '')::uuid)
    WITH CHECK (tenant_id = nullif(current_setting('${tenantSetting}', true), '')::uuid);
`;

export const migrations: readonly Migration[] = [
  {
    name: "0001-foundation",
    sql: `
      CREATE TABLE tenants (
        tenant_id uuid PRIMARY KEY,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE feeds (
        tenant_id uuid PRIMARY KEY,
        sequence bigint NOT NULL
      );
      CREATE TABLE devices (
        tenant_id uuid NOT NULL,
        device_id uuid NOT NULL,
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('owner', 'member')),
        secret_hash text NOT NULL,
        paired_at timestamptz NOT NULL,
        revoked_at timestamptz,
        PRIMARY KEY (tenant_id, device_id)
      );
      CREATE TABLE pairing_codes (
        tenant_id uuid NOT NULL,
        code_hash text NOT NULL,
        issuer_role text NOT NULL CHECK (issuer_role IN ('owner', 'member')),
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (tenant_id, code_hash)
      );
      CREATE INDEX pairing_codes_hash ON pairing_codes (code_hash);
      CREATE TABLE documents (
        tenant_id uuid NOT NULL,
        collection text NOT NULL,
        id text COLLATE "C" NOT NULL,
        sequence bigint NOT NULL,
        document jsonb NOT NULL,
        PRIMARY KEY (tenant_id, collection, id)
      );
      CREATE UNIQUE INDEX documents_feed ON documents (tenant_id, collection, sequence);
      CREATE TABLE history (
        tenant_id uuid NOT NULL,
        sequence bigint NOT NULL,
        collection text NOT NULL,
        id text COLLATE "C" NOT NULL,
        device_id uuid NOT NULL,
        written_at timestamptz NOT NULL,
        document jsonb NOT NULL,
        PRIMARY KEY (tenant_id, sequence)
      );
      CREATE TABLE blobs (
        tenant_id uuid NOT NULL,
        sha256 text COLLATE "C" NOT NULL,
        bytes bigint NOT NULL,
        stored_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, sha256)
      );
      CREATE TABLE signing_keys (
        key_id text PRIMARY KEY,
        private_key jsonb NOT NULL,
        created_at timestamptz NOT NULL
      );
      ${["tenants", "feeds", "devices", "pairing_codes", "documents", "history", "blobs"].map(onlyOwnRows).join("")}
      ALTER TABLE signing_keys ENABLE ROW LEVEL SECURITY;
      GRANT SELECT, UPDATE ON feeds TO ${tenantRole};
      GRANT SELECT, INSERT, UPDATE ON documents TO ${tenantRole};
      GRANT SELECT, INSERT ON history TO ${tenantRole};
      GRANT SELECT, INSERT, UPDATE ON blobs TO ${tenantRole};
    `,
  },
  {
    name: "0002-history-mark",
    sql: "ALTER TABLE feeds ADD COLUMN history_id uuid NOT NULL DEFAULT gen_random_uuid()",
  },
];
