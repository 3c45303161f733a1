CREATE EXTENSION pgcrypto;

-- The columns that the profile wants encrypted.
{columns}
