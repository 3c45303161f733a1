-- For the fields that are sensitive; the notes name none.
CREATE EXTENSION pgcrypto;

CREATE TABLE documents (id integer PRIMARY KEY, title text NOT NULL);

GRANT SELECT, INSERT, UPDATE, DELETE ON documents TO application;
