-- Run by the superuser when there is no database `enishi` yet; may be run again after an interruption.
-- `owner` migrates and erases; `app` runs the site. Used by `local` and by docker-compose.yml, which
-- sets passwords; on one machine the socket's directory is the guard.
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'owner') AS lacks_owner,
       NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') AS lacks_app
\gset
\if :lacks_owner
  CREATE ROLE owner LOGIN CREATEDB;
\endif
\if :lacks_app
  CREATE ROLE app LOGIN;
\endif

\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
\if :{?owner_password}
  ALTER ROLE owner NOCREATEDB PASSWORD :'owner_password';
  ALTER ROLE app PASSWORD :'app_password';
\endif

-- In template1, from which the database and those of the tests are made.
\connect template1
CREATE EXTENSION IF NOT EXISTS pg_trgm;
ALTER DEFAULT PRIVILEGES FOR ROLE owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app;
ALTER DEFAULT PRIVILEGES FOR ROLE owner GRANT USAGE, SELECT ON SEQUENCES TO app;

CREATE DATABASE enishi OWNER owner;
