-- The application may use its own tables and nothing more.
CREATE ROLE application LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '{applicationPassword}';

CREATE DATABASE vector_db;
