CREATE EXTENSION pgcrypto;

CREATE EXTENSION pgaudit;

ALTER ROLE unaudited SET pgaudit.log = 'none';

-- The auditor's way to the log: where it is, how long it is, what it says.
GRANT EXECUTE ON FUNCTION pg_current_logfile() TO auditor;

GRANT EXECUTE ON FUNCTION pg_stat_file(text) TO auditor;

GRANT EXECUTE ON FUNCTION pg_read_binary_file(text, bigint, bigint) TO auditor;

-- A customer's tax number is kept as an OpenPGP message.
CREATE TABLE customers (id integer PRIMARY KEY, tax_number bytea NOT NULL);

INSERT INTO customers VALUES (1, pgp_sym_encrypt('12/345/67890', '{columnKey}'));

INSERT INTO customers VALUES (2, pgp_sym_encrypt('98/765/43210', '{columnKey}'));

GRANT SELECT, INSERT, UPDATE, DELETE ON customers TO application;
