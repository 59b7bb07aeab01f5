"""Migration operations that make tenancy the database's business: row security forced, keys within one shop."""

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.special import RunSQL

SCOPE = "NULLIF(current_setting('app.{name}_id', true), '')::uuid"


class _OnTables(Operation):
    """Runs statements for each named model once its table stands; the table's removal undoes them."""

    reversible = True

    def __init__(self, *models):
        self.models = models

    def deconstruct(self):
        return (self.__class__.__name__, list(self.models), {})

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for name in self.models:
            for sql in self.statements(to_state.apps.get_model(app_label, name)):
                schema_editor.execute(sql)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        pass

    def describe(self):
        return f"{self.__class__.__name__}: {', '.join(self.models)}"


class Protect(_OnTables):
    """Row security, enabled and forced, and foreign keys that cannot leave the shop."""

    def statements(self, model):
        table = model._meta.db_table
        mine = "business_id = " + SCOPE.format(name="business")
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
        yield f"CREATE POLICY tenant ON {table} USING ({mine}) WITH CHECK ({mine})"
        yield f"ALTER TABLE {table} ADD CONSTRAINT {table}_tenant_key UNIQUE (business_id, id)"
        for field in model._meta.concrete_fields:
            if field.is_relation and not field.db_constraint:
                yield _key(table, field)


class KeepInside(_OnTables):
    """The same key for a field that came to a protected table later: ``KeepInside("party", field="merged_into")``."""

    def __init__(self, *models, field):
        super().__init__(*models)
        self.field = field

    def deconstruct(self):
        return (self.__class__.__name__, list(self.models), {"field": self.field})

    def statements(self, model):
        yield _key(model._meta.db_table, model._meta.get_field(self.field))


def _key(table, field):
    parent = field.related_model._meta.db_table
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{field.column}_tenant_fk"
        f" FOREIGN KEY (business_id, {field.column}) REFERENCES {parent} (business_id, id)"
        " DEFERRABLE INITIALLY DEFERRED"
    )


class OwnRows(Operation):
    """Lets a person read their own rows before a shop is chosen (memberships of a user, shops of a phone)."""

    reversible = True

    def __init__(self, model, column, setting):
        self.model, self.column, self.setting = model, column, setting

    def deconstruct(self):
        return (self.__class__.__name__, [self.model, self.column, self.setting], {})

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        table = to_state.apps.get_model(app_label, self.model)._meta.db_table
        mine = f"{self.column} = {SCOPE.format(name=self.setting)}"
        schema_editor.execute(f"CREATE POLICY own_{self.setting} ON {table} FOR SELECT USING ({mine})")

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        pass

    def describe(self):
        return f"Own rows of {self.model} by {self.setting}"


class ForJobs(_OnTables):
    """Opens a table to the definer functions of sk_jobs (claim, sweep, look-up), and to nobody else."""

    def __init__(self, *models, may="SELECT"):
        super().__init__(*models)
        self.may = may

    def deconstruct(self):
        return (self.__class__.__name__, list(self.models), {"may": self.may})

    def statements(self, model):
        table = model._meta.db_table
        yield f"CREATE POLICY jobs ON {table} TO sk_jobs USING (true) WITH CHECK (true)"
        yield f"GRANT {self.may} ON {table} TO sk_jobs"


class AppendOnly(_OnTables):
    """Rows that are written once: a trigger refuses every change, whoever asks."""

    def statements(self, model):
        table = model._meta.db_table
        yield (
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION core_refuse_change()"
        )


def definer_function(signature, *, returns, body, language="sql", options=""):
    """A function of sk_jobs that the app may call: `signature` is ``name(arg type, ...)``.

    The search path is pinned and PUBLIC may not execute it, else any role could read across shops. `options`:
    further clauses of CREATE FUNCTION.
    """
    return RunSQL(
        f"""
        CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE {language} SECURITY DEFINER {options}
        SET search_path = public, pg_temp AS $function$ {body} $function$;
        REVOKE ALL ON FUNCTION {signature} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {signature} TO sk_app;
        ALTER FUNCTION {signature} OWNER TO sk_jobs;
        """,
        f"DROP FUNCTION {signature}",
    )
