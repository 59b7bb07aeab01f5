from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0002_imports_and_merges"),
        ("invoicing", "0001_initial"),
    ]

    operations = [
        migrations.AddField("draft", "walk_in", models.JSONField(default=dict)),
        migrations.AddField("invoice", "issued_to", models.UUIDField(null=True)),
        # An issued document may find its customer (or a customer turn out to be another one); whom it was
        # issued to stays on record.
        migrations.RunSQL(
            """
            CREATE OR REPLACE FUNCTION invoicing_issued_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND
                    (OLD.id, OLD.business_id, coalesce(OLD.issued_to, OLD.party_id), OLD.draft_id, OLD.number,
                     OLD.pay_code, OLD.title, OLD.currency, OLD.issued_on, OLD.place_of_supply, OLD.seller,
                     OLD.buyer, OLD.subtotal, OLD.discount, OLD.tax, OLD.tax_lines, OLD.tax_inclusive,
                     OLD.round_off, OLD.total, OLD.seal)
                    IS NOT DISTINCT FROM
                    (NEW.id, NEW.business_id, coalesce(NEW.issued_to, NEW.party_id), NEW.draft_id, NEW.number,
                     NEW.pay_code, NEW.title, NEW.currency, NEW.issued_on, NEW.place_of_supply, NEW.seller,
                     NEW.buyer, NEW.subtotal, NEW.discount, NEW.tax, NEW.tax_lines, NEW.tax_inclusive,
                     NEW.round_off, NEW.total, NEW.seal)
                THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION 'invoice % is issued: % refused', OLD.number, TG_OP
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE FUNCTION invoicing_only_the_party_may_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'party_id' = to_jsonb(NEW) - 'party_id' THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            DROP TRIGGER append_only ON invoicing_payment;
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON invoicing_payment
                FOR EACH ROW EXECUTE FUNCTION invoicing_only_the_party_may_change();
            """,
            migrations.RunSQL.noop,
        ),
    ]
