-- The application may use its own tables and nothing more.
CREATE ROLE application LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '{applicationPassword}';

-- The auditor reads the log, and no table.
CREATE ROLE auditor LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '{auditorPassword}';

CREATE DATABASE app;
