"""The tables of the shelf. Nothing in it is kept: it is made anew from the ledger whenever that has grown."""

from __future__ import annotations

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE blobs (key TEXT PRIMARY KEY, body BLOB NOT NULL);
-- n is the rank: what is contested first, then how well founded, then the latest.
CREATE TABLE incidents (n INTEGER PRIMARY KEY, id TEXT NOT NULL, row TEXT NOT NULL, noun TEXT NOT NULL);
-- n is the rank: the latest report first. told: the nearest speaker's key.
CREATE TABLE accounts (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL, incident INTEGER, kind TEXT NOT NULL,
    told TEXT NOT NULL, side TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL, confidence REAL NOT NULL,
    noun TEXT NOT NULL
);
CREATE TABLE links (a TEXT NOT NULL, b TEXT NOT NULL, noun TEXT NOT NULL);
CREATE TABLE disagreements (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, about TEXT NOT NULL, kind TEXT NOT NULL, parties TEXT NOT NULL,
    new_day TEXT NOT NULL, row TEXT NOT NULL
);
CREATE TABLE parted (disagreement INTEGER NOT NULL, incident INTEGER NOT NULL);
CREATE TABLE holdings (n INTEGER PRIMARY KEY, place TEXT NOT NULL, geonameid INTEGER, row TEXT NOT NULL);
CREATE TABLE flows (n INTEGER PRIMARY KEY, row TEXT NOT NULL, way TEXT NOT NULL);
CREATE TABLE moved (flow INTEGER NOT NULL, incident INTEGER NOT NULL);
CREATE TABLE speakers (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, key TEXT NOT NULL, row TEXT NOT NULL, noun TEXT NOT NULL
);
CREATE TABLE places (n INTEGER PRIMARY KEY, id TEXT NOT NULL, key TEXT NOT NULL, row TEXT NOT NULL);
CREATE TABLE sources (n INTEGER PRIMARY KEY, id TEXT NOT NULL, row TEXT NOT NULL);
CREATE TABLE documents (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, outlet TEXT NOT NULL, day TEXT NOT NULL, row TEXT NOT NULL,
    text TEXT NOT NULL, repairs TEXT NOT NULL
);
-- what people said of readings; noun: the account of one found wrong, which is in no incident any more
CREATE TABLE reviews (
    n INTEGER PRIMARY KEY, claim TEXT NOT NULL, document TEXT NOT NULL, verdict TEXT NOT NULL, row TEXT NOT NULL,
    noun TEXT
);
CREATE TABLE doubts (n INTEGER PRIMARY KEY, claim TEXT NOT NULL, row TEXT NOT NULL);
CREATE VIRTUAL TABLE incident_words USING fts5 (
    body, content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claim_words USING fts5 (body, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE document_words USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2');
"""

INDEXES = """
CREATE UNIQUE INDEX incidents_by_id ON incidents (id);
CREATE UNIQUE INDEX accounts_by_id ON accounts (id);
CREATE INDEX accounts_by_incident ON accounts (incident);
CREATE INDEX accounts_by_document ON accounts (document);
CREATE INDEX links_by_a ON links (a);
CREATE INDEX links_by_b ON links (b);
CREATE UNIQUE INDEX disagreements_by_id ON disagreements (id);
CREATE INDEX parted_by_incident ON parted (incident);
CREATE INDEX speakers_by_id ON speakers (id);
CREATE INDEX places_by_id ON places (id);
CREATE UNIQUE INDEX documents_by_id ON documents (id);
CREATE INDEX reviews_by_document ON reviews (document);
CREATE INDEX reviews_by_claim ON reviews (claim);
CREATE INDEX documents_by_outlet ON documents (outlet);
"""
