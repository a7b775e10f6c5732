-- The spine's tables. Written once for SQLite and PostgreSQL; the words with @ are explained in Database/Dialect.swift.
--
-- Every row belongs to a workspace. Ids are 63-bit keys in time order, so inserts stay local in an index; `number` runs
-- within a workspace, for APIs that promise small integers. Times are milliseconds since 1970, scores are hundredths.
--
-- Few indices, and few of them random: an import pays for each. Foreign keys stand only where rows are few, because each
-- costs a look-up per insert; the writer makes the parents in the same transaction.

CREATE TABLE workspaces (
    id @id,
    name TEXT NOT NULL,
    phone_region TEXT NOT NULL,
    is_demo BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- How many of each noun a workspace has had; the next number is one more. Updating the row is also the lock under which
-- several processes create things in one workspace.
CREATE TABLE counters (
    workspace BIGINT NOT NULL PRIMARY KEY REFERENCES workspaces (id),
    offers BIGINT NOT NULL DEFAULT 0,
    icps BIGINT NOT NULL DEFAULT 0,
    accounts BIGINT NOT NULL DEFAULT 0,
    contacts BIGINT NOT NULL DEFAULT 0,
    leads BIGINT NOT NULL DEFAULT 0,
    snapshots BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE offers (
    workspace BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    value_props TEXT NOT NULL,
    ideal_use_cases TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace, id, version)
);
CREATE UNIQUE INDEX offers_number ON offers (workspace, number, version);

CREATE TABLE icps (
    id @id,
    workspace BIGINT NOT NULL,
    number BIGINT NOT NULL,
    version BIGINT NOT NULL,
    name @text NOT NULL,
    is_active BIGINT NOT NULL,
    hidden_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX icps_number ON icps (workspace, number);
CREATE UNIQUE INDEX icps_name ON icps (workspace, name) WHERE hidden_at IS NULL;
CREATE UNIQUE INDEX icps_active ON icps (workspace) WHERE is_active = 1;

CREATE TABLE icp_versions (
    workspace BIGINT NOT NULL,
    icp BIGINT NOT NULL REFERENCES icps (id),
    version BIGINT NOT NULL,
    criteria TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace, icp, version)
);

CREATE TABLE scorecards (
    workspace BIGINT NOT NULL,
    name @text NOT NULL,
    version BIGINT NOT NULL,
    source TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace, name, version)
);

-- `fingerprint` stands for (workspace, hash, source type, address, company name): the same bytes from the same source are
-- the same snapshot. 16 bytes instead of the columns keep the one random index here narrow.
CREATE TABLE snapshots (
    id @id,
    workspace BIGINT NOT NULL,
    fingerprint @blob NOT NULL,
    hash @blob NOT NULL,
    source_type TEXT NOT NULL,
    url TEXT,
    company_name TEXT NOT NULL,
    company_website TEXT,
    captured_at BIGINT NOT NULL,
    text_blob @blob,
    text TEXT NOT NULL
);
CREATE UNIQUE INDEX snapshots_fingerprint ON snapshots (fingerprint);

-- `keys` lists the identity keys of the row, a line each. `search` here and below is what names the row in small letters, made by us: the databases' own LOWER differ.
CREATE TABLE accounts (
    id @id,
    workspace BIGINT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    domain TEXT,
    created_at BIGINT NOT NULL,
    keys TEXT NOT NULL,
    search TEXT NOT NULL
);
CREATE UNIQUE INDEX accounts_number ON accounts (workspace, number);

-- `account` is 0 for none.
CREATE TABLE contacts (
    id @id,
    workspace BIGINT NOT NULL,
    number BIGINT NOT NULL,
    account BIGINT NOT NULL,
    name TEXT NOT NULL,
    role TEXT,
    created_at BIGINT NOT NULL,
    keys TEXT NOT NULL,
    search TEXT NOT NULL
);
CREATE INDEX contacts_account ON contacts (account, id);

-- Which account ('a') or contact ('c') a key belongs to.
CREATE TABLE identity_keys (
    workspace BIGINT NOT NULL,
    noun TEXT NOT NULL,
    kind TEXT NOT NULL,
    value @text NOT NULL,
    owner BIGINT NOT NULL,
    PRIMARY KEY (workspace, noun, kind, value)
) @clustered;

-- What one snapshot says about one subject, an account ('a') or a contact ('c'): its facts in one row.
CREATE TABLE testimonies (
    workspace BIGINT NOT NULL,
    noun TEXT NOT NULL,
    subject BIGINT NOT NULL,
    snapshot BIGINT NOT NULL,
    valid_from BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    reader TEXT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (subject, snapshot)
);

-- Subjects by fact, for the attributes people search by. Values are few, so subjects are appended at the end of theirs.
CREATE TABLE fact_values (
    id @id,
    workspace BIGINT NOT NULL,
    attribute TEXT NOT NULL,
    value @text NOT NULL
);
CREATE UNIQUE INDEX fact_values_value ON fact_values (workspace, attribute, value);
CREATE TABLE fact_index (
    workspace BIGINT NOT NULL,
    value BIGINT NOT NULL,
    subject BIGINT NOT NULL,
    PRIMARY KEY (workspace, value, subject)
) @clustered;

CREATE TABLE signals (
    id @id,
    workspace BIGINT NOT NULL,
    account BIGINT NOT NULL,
    kind TEXT NOT NULL,
    strength TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    detector TEXT NOT NULL,
    explanation TEXT NOT NULL,
    evidence TEXT NOT NULL
);
CREATE UNIQUE INDEX signals_once ON signals (account, kind, detector, valid_from);

-- `account` and `contact` are 0 for none. From `score` on: the latest score, so that a list is one read; a lead without
-- one has tier '' and the total below all others.
CREATE TABLE leads (
    id @id,
    workspace BIGINT NOT NULL,
    number BIGINT NOT NULL,
    account BIGINT NOT NULL,
    contact BIGINT NOT NULL,
    list @text NOT NULL,
    card @text NOT NULL,
    scorecard TEXT NOT NULL,
    offer BIGINT,
    icp BIGINT,
    stage TEXT NOT NULL,
    owner TEXT,
    hidden_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    score BIGINT,
    total BIGINT NOT NULL,
    tier @text NOT NULL,
    tier_label TEXT NOT NULL,
    tier_rank BIGINT NOT NULL,
    scored_with TEXT NOT NULL,
    scored_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    search @text NOT NULL
);
CREATE UNIQUE INDEX leads_once ON leads (workspace, account, contact, list, card);
CREATE UNIQUE INDEX leads_number ON leads (workspace, number);
-- Indices ascend and are read backwards, so that new rows fill pages at the end. The next is the only random one here. Lists without a list or tier filter merge its parts (see LeadPages.swift).
CREATE INDEX leads_rank ON leads (workspace, list, tier, total, id);
CREATE INDEX leads_updated ON leads (workspace, updated_at, id);
-- Nearly all leads are new; the others are found here.
CREATE INDEX leads_stage ON leads (workspace, stage, total, id) WHERE stage <> 'new';

-- How many leads stand where; kept by the writer, so that counts do not grow with the leads.
CREATE TABLE lead_counts (
    workspace BIGINT NOT NULL,
    list @text NOT NULL,
    card @text NOT NULL,
    tier @text NOT NULL,
    stage TEXT NOT NULL,
    is_hidden BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (workspace, list, card, tier, stage, is_hidden)
) @clustered;

-- A lead's scores are a chain: its row names the latest, each names the one before.
CREATE TABLE scores (
    id @id,
    workspace BIGINT NOT NULL,
    lead BIGINT NOT NULL,
    previous BIGINT,
    scorecard TEXT NOT NULL,
    icp BIGINT,
    icp_version BIGINT,
    offer BIGINT,
    offer_version BIGINT,
    total BIGINT NOT NULL,
    tier TEXT NOT NULL,
    tier_label TEXT NOT NULL,
    tier_rank BIGINT NOT NULL,
    scored_at BIGINT NOT NULL,
    lines TEXT NOT NULL
);

CREATE TABLE activities (
    id @id,
    workspace BIGINT NOT NULL,
    lead BIGINT NOT NULL REFERENCES leads (id),
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    previous TEXT,
    at BIGINT NOT NULL
);
CREATE INDEX activities_lead ON activities (lead, id);

CREATE TABLE artifacts (
    id @id,
    workspace BIGINT NOT NULL,
    lead BIGINT NOT NULL REFERENCES leads (id),
    kind TEXT NOT NULL,
    writer TEXT NOT NULL,
    sections TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX artifacts_lead ON artifacts (lead, kind, id);

CREATE TABLE runs (
    id @id,
    workspace BIGINT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT,
    failed BIGINT NOT NULL,
    detail TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX runs_workspace ON runs (workspace, id);

-- What waits between the steps. A message is 'ready' (claimed while `lease` is set and `available_at` lies ahead) or
-- 'quarantined'; what is done is deleted, in the transaction that writes its effect.
CREATE TABLE topic_messages (
    id @id,
    workspace BIGINT NOT NULL,
    topic TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    available_at BIGINT NOT NULL,
    lease BIGINT NOT NULL,
    reason TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX topic_messages_ready ON topic_messages (topic, available_at, id) WHERE state = 'ready';
CREATE INDEX topic_messages_quarantined ON topic_messages (topic, id) WHERE state = 'quarantined';

-- How far a consumer outside (a Kafka partition, say) has got; moved in the transaction that writes the effects.
CREATE TABLE consumer_positions (
    consumer TEXT NOT NULL,
    topic TEXT NOT NULL,
    part BIGINT NOT NULL,
    position BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (consumer, topic, part)
);

-- First answers by Idempotency-Key.
CREATE TABLE answers (
    workspace BIGINT NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    body_hash @blob NOT NULL,
    status BIGINT,
    content_type TEXT,
    body @blob,
    held_until BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace, route, key)
);
CREATE INDEX answers_age ON answers (created_at);

CREATE TABLE settings (
    workspace BIGINT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace, name)
);
