"""The database roles. They are cluster-wide, so they are made outside migrations.

sk_owner owns the tables and migrates; sk_app serves and is bound by row security; sk_jobs can't log in and
owns the few functions that look across shops. Nobody has BYPASSRLS.
"""

import psycopg
from psycopg import sql

EXTENSIONS = ("pg_trgm", "btree_gin", "fuzzystrmatch", "unaccent")

# sk_owner may hand functions to sk_jobs (SET) without being bound by its policies (INHERIT FALSE).
CLUSTER = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sk_owner') THEN CREATE ROLE sk_owner LOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sk_app') THEN CREATE ROLE sk_app LOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sk_jobs') THEN CREATE ROLE sk_jobs NOLOGIN; END IF;
END $$;
ALTER ROLE sk_owner NOSUPERUSER NOBYPASSRLS;
ALTER ROLE sk_app NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
GRANT sk_jobs TO sk_owner WITH INHERIT FALSE, SET TRUE;
"""
DATABASE = """
ALTER SCHEMA public OWNER TO sk_owner;
GRANT USAGE, CREATE ON SCHEMA public TO sk_jobs;
GRANT USAGE ON SCHEMA public TO sk_app;
ALTER DEFAULT PRIVILEGES FOR ROLE sk_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO sk_app;
ALTER DEFAULT PRIVILEGES FOR ROLE sk_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO sk_app;
ALTER DEFAULT PRIVILEGES FOR ROLE sk_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
"""
# Whom an open connection logged in as, and whether row security leaves that role alone.
WHO = "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
CREATE = (
    "CREATE DATABASE {} TEMPLATE template0 OWNER sk_owner LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
)


def ensure_roles(superuser_url, passwords):
    """Make or mend the roles; `passwords` maps a role to its password."""
    with psycopg.connect(superuser_url, autocommit=True) as raw:
        raw.execute(CLUSTER)
        for role, password in passwords.items():
            raw.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
            )


def ensure_database(superuser_url, name):
    """Make the database `name` if it is missing, and give or mend what it needs before the first migration."""
    with psycopg.connect(superuser_url, autocommit=True) as raw:
        if not raw.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            raw.execute(sql.SQL(CREATE).format(sql.Identifier(name)))
    # Also for one that exists: whoever made it may have been stopped right after.
    with psycopg.connect(superuser_url, dbname=name, autocommit=True) as raw:
        raw.execute(DATABASE)
        for extension in EXTENSIONS:
            raw.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")


def as_sql(name="smartkhata"):
    """The same as text, for whoever runs the database."""
    extensions = "".join(f"CREATE EXTENSION IF NOT EXISTS {extension};\n" for extension in EXTENSIONS)
    create = CREATE.format(name)
    return (
        f"-- as a superuser, on the cluster\n{CLUSTER}\\password sk_owner\n\\password sk_app\n{create};\n"
        f"-- as a superuser, in the database {name}\n\\connect {name}\n{DATABASE}{extensions}"
    )
