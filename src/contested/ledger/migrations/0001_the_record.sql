-- The record: originals, what was read in them, the claims, and what people decided about them.
-- Nothing here is ever changed or taken away; the triggers at the end see to it.

CREATE TABLE documents (
    n           INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL UNIQUE,  -- words, outlet, publication: one report is kept once
    title       TEXT,
    text        TEXT NOT NULL,
    published   TEXT,                  -- as given: ISO date or datetime
    outlet      TEXT,
    outlet_key  TEXT NOT NULL,         -- folded for search
    url         TEXT,
    language    TEXT,
    received_at TEXT NOT NULL,
    known_day   TEXT NOT NULL          -- the day it was published, or received where that is not known
) STRICT;
CREATE INDEX documents_by_day ON documents (known_day);
CREATE INDEX documents_by_outlet ON documents (outlet_key);

CREATE TABLE readings (
    id       INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (n),
    program  TEXT NOT NULL,
    read_at  TEXT NOT NULL,
    digest   TEXT NOT NULL,            -- of json and claims: the same reading is kept once
    json     TEXT NOT NULL             -- the reading without its document and claims
) STRICT;
CREATE INDEX readings_by_document ON readings (document, id);

CREATE TABLE claims (
    n               INTEGER PRIMARY KEY,
    id              TEXT NOT NULL,
    document        INTEGER NOT NULL REFERENCES documents (n),
    reading         INTEGER NOT NULL REFERENCES readings (id),
    kind            TEXT NOT NULL,
    main            INTEGER NOT NULL,
    place           TEXT,
    geonameid       INTEGER,
    lat             REAL,
    lon             REAL,
    country         TEXT,              -- ISO 3166-1 alpha-2
    time_from       TEXT,
    time_to         TEXT,
    first_day       TEXT NOT NULL,     -- the days it is found under: of the happening, else of the report
    last_day        TEXT NOT NULL,
    polarity        TEXT NOT NULL,
    modality        TEXT NOT NULL,
    stance          TEXT NOT NULL,
    speaker         TEXT,
    speaker_country TEXT,              -- ISO 3166-1 alpha-3
    confidence      REAL NOT NULL,
    words           TEXT NOT NULL,
    json            TEXT NOT NULL,
    UNIQUE (reading, id)
) STRICT;
CREATE INDEX claims_by_id ON claims (id);
CREATE INDEX claims_by_document ON claims (document);
CREATE INDEX claims_by_kind ON claims (kind, first_day);
CREATE INDEX claims_by_day ON claims (first_day, last_day);

CREATE TABLE claim_places (
    claim      INTEGER NOT NULL REFERENCES claims (n),
    role       TEXT NOT NULL,
    name_key   TEXT NOT NULL,
    text_key   TEXT NOT NULL,
    admin1_key TEXT,
    geonameid  INTEGER,
    lat        REAL,
    lon        REAL,
    country    TEXT
) STRICT;
CREATE INDEX claim_places_by_claim ON claim_places (claim);
CREATE INDEX claim_places_by_name ON claim_places (name_key);
CREATE INDEX claim_places_by_text ON claim_places (text_key);
CREATE INDEX claim_places_by_admin1 ON claim_places (admin1_key);
CREATE INDEX claim_places_by_geonameid ON claim_places (geonameid);

CREATE TABLE claim_speakers (
    claim    INTEGER NOT NULL REFERENCES claims (n),
    position INTEGER NOT NULL,         -- 0 is the nearest to the words
    key      TEXT NOT NULL,
    country  TEXT
) STRICT;
CREATE INDEX claim_speakers_by_claim ON claim_speakers (claim);

CREATE TABLE decisions (
    id     INTEGER PRIMARY KEY,
    action TEXT NOT NULL,
    at     TEXT NOT NULL,
    json   TEXT NOT NULL               -- claims, by whom, why
) STRICT;

-- The text itself stays in its table; the indexes hold only where each word stands.
CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, text, content = 'documents', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE claims_fts USING fts5 (
    words, content = 'claims', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_into_fts AFTER INSERT ON documents BEGIN
    INSERT INTO documents_fts (rowid, title, text) VALUES (new.n, new.title, new.text);
END;
CREATE TRIGGER claims_into_fts AFTER INSERT ON claims BEGIN
    INSERT INTO claims_fts (rowid, words) VALUES (new.n, new.words);
END;

CREATE TRIGGER documents_stay BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER documents_keep BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER readings_stay BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER readings_keep BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER claims_stay BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER claims_keep BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER claim_places_stay BEFORE UPDATE ON claim_places BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER claim_places_keep BEFORE DELETE ON claim_places BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER claim_speakers_stay BEFORE UPDATE ON claim_speakers BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER claim_speakers_keep BEFORE DELETE ON claim_speakers BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER decisions_keep BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
