-- The application may use its own tables and nothing more.
CREATE ROLE application LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '{applicationPassword}';

-- The auditor reads the log, and no table.
CREATE ROLE auditor LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '{auditorPassword}';

-- What the audit costs shows beside somebody whom it leaves out. This role has no table and no other use.
CREATE ROLE unaudited LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '{unauditedPassword}';

CREATE DATABASE app;
