/** A step of the database's shape. Steps that have been released are never edited; a change is a new step. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** The role that a tenant's transactions run as. It owns nothing, so row-level security binds it. */
export const tenantRole = "autosell_tenant";
/** The setting that says whose rows a transaction may see. */
export const tenantSetting = "autosell.tenant";
/** The setting that says which kinds of documents a transaction may see: names with commas between, or `everyKind`. */
export const kindsSetting = "autosell.kinds";
export const everyKind = "*";

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
  {
    // Until now every desk was for itself; each becomes a person of its own, with the rights that it had.
    name: "0003-people",
    sql: `
      CREATE TABLE people (
        tenant_id uuid NOT NULL,
        person_id uuid NOT NULL,
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('owner', 'manager', 'sales', 'photographer', 'viewer')),
        added_at timestamptz NOT NULL,
        removed_at timestamptz,
        PRIMARY KEY (tenant_id, person_id)
      );
      INSERT INTO people (tenant_id, person_id, name, role, added_at)
        SELECT tenant_id, device_id, name, CASE role WHEN 'owner' THEN 'owner' ELSE 'manager' END, paired_at FROM devices;
      ALTER TABLE devices ADD COLUMN person_id uuid, ADD COLUMN last_seen_at timestamptz, DROP COLUMN role;
      UPDATE devices SET person_id = device_id;
      ALTER TABLE devices ALTER COLUMN person_id SET NOT NULL;
      DELETE FROM pairing_codes;
      ALTER TABLE pairing_codes ADD COLUMN person_id uuid NOT NULL, DROP COLUMN issuer_role;
      CREATE TABLE audit (
        tenant_id uuid NOT NULL,
        number bigint GENERATED ALWAYS AS IDENTITY,
        at timestamptz NOT NULL,
        act text NOT NULL,
        by_device_id uuid,
        person_id uuid,
        device_id uuid,
        detail text NOT NULL,
        PRIMARY KEY (tenant_id, number)
      );
      ${["people", "audit"].map(onlyOwnRows).join("")}
      GRANT SELECT ON people, devices TO ${tenantRole};
      DROP POLICY own_rows ON documents;
      CREATE POLICY visible_rows ON documents
        USING (
          tenant_id = nullif(current_setting('${tenantSetting}', true), '')::uuid
          AND (
            current_setting('${kindsSetting}', true) = '${everyKind}'
            OR document ->> 'kind' = ANY (string_to_array(current_setting('${kindsSetting}', true), ','))
          )
        );
    `,
  },
  {
    name: "0004-history-of-changes",
    sql: `
      ALTER TABLE history ALTER COLUMN document DROP NOT NULL, ADD COLUMN changes jsonb,
        ADD CONSTRAINT whole_or_changes CHECK ((document IS NULL) <> (changes IS NULL))`,
  },
  {
    // The order in which a new desk is sent what there is: cars on the lot before those that left it, newest first; the first
    // photo of every car before any second one; what is in the bin last. A column and no expression of an index, because
    // row-level security lets an index be searched only by comparisons that leak nothing, which those of JSON are not.
    name: "0005-snapshot-order",
    sql: `
      ALTER TABLE documents ADD COLUMN snapshot_rank text COLLATE "C" NOT NULL GENERATED ALWAYS AS (
        CASE document ->> 'kind'
          WHEN 'vehicle' THEN
            CASE WHEN document #>> '{data,deletedAt}' IS NULL
                  AND document #>> '{data,status,state}' NOT IN ('sold', 'delivered') THEN '0' ELSE '1' END
            || lpad((8640000000000000 + trunc((document ->> 'order')::numeric))::text, 17, '0')
          WHEN 'photo' THEN
            CASE WHEN document #>> '{data,deletedAt}' IS NULL THEN '' ELSE '~' END
            || left(coalesce(document #>> '{data,sequence}', ''), 40)
          ELSE ''
        END) STORED;
      CREATE UNIQUE INDEX documents_snapshot ON documents (tenant_id, collection, snapshot_rank, id);
    `,
  },
];
