import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.manager
from django.db import migrations, models

import smartkhata.core.tenancy
from smartkhata.core import rls

# A word's place in the vocabulary is made by whoever writes a name: service, import or SQL.
KEEP_WORDS = """
CREATE FUNCTION customers_add_words() RETURNS trigger LANGUAGE plpgsql AS $function$
BEGIN
  IF TG_LEVEL = 'ROW' THEN
    INSERT INTO customers_word (id, business_id, word, sound, bones, uses)
    SELECT gen_random_uuid(), NEW.business_id, u.word, u.sound, customers_bones(u.sound), 1
    FROM unnest(NEW.words, NEW.sounds) u(word, sound) ORDER BY u.word
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO customers_word (id, business_id, word, sound, bones, uses)
    SELECT gen_random_uuid(), added.business_id, u.word, min(u.sound), customers_bones(min(u.sound)), count(*)
    FROM added, unnest(added.words, added.sounds) u(word, sound)
    GROUP BY added.business_id, u.word ORDER BY added.business_id, u.word
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $function$;
-- As search/sounds.py: the consonants of a sound; a vowel in front is one class, b and v are one.
CREATE FUNCTION customers_bones(sound text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $function$
  SELECT translate(translate(left(sound, 1), 'iu', 'aa') || translate(substr(sound, 2), 'aiu', ''), 'v', 'b')
$function$;
-- The letters of a word in order of the alphabet: what two words share that differ by letters in changed places.
CREATE FUNCTION customers_letters(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $function$
  SELECT string_agg(letter, '' ORDER BY letter) FROM unnest(string_to_array(word, NULL)) letter
$function$;
CREATE INDEX word_by_sorted_letters ON customers_word (business_id, customers_letters(word));
GRANT EXECUTE ON FUNCTION customers_add_words(), customers_bones(text), customers_letters(text) TO sk_app, sk_jobs;
CREATE TRIGGER words_of_new AFTER INSERT ON customers_party REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customers_add_words();
CREATE TRIGGER words_of_renamed AFTER UPDATE OF words ON customers_party
  FOR EACH ROW WHEN (OLD.words IS DISTINCT FROM NEW.words) EXECUTE FUNCTION customers_add_words();
"""

# Plans are made once a session, for any shop: typing waits for no planner. What must not be is a plan that reads a
# large shop through: asked for ten rows, the planner would rather walk along an index of the shop until it has met ten.
# Bitmaps have no such short cut, so where words are looked up the GIN index of shop and words always wins.
PLANS = "SET plan_cache_mode = force_generic_plan SET enable_indexscan = off SET enable_seqscan = off"

# Words of the shop's vocabulary that may be meant by one typed word, nearest first: the same, the same begun, heard
# alike, with the same consonants, holding it, or a few slips away. `slips` is 0 while better answers are there.
NEAR_WORDS = f"""
CREATE FUNCTION customers_near_words(
  shop uuid, typed text, heard text, bare text, unfinished boolean, slips int, most int
) RETURNS TABLE (near text, far real) LANGUAGE plpgsql STABLE {PLANS} AS $function$
DECLARE
  -- The end of a range: of all words that begin so, or of this one alone.
  word_end constant text := typed || CASE WHEN unfinished THEN chr(1114111) ELSE chr(1) END;
  sound_end constant text :=
    heard || CASE WHEN unfinished AND length(heard) > 2 THEN chr(1114111) ELSE chr(1) END;
  no_vowels constant boolean := heard !~ '.[aiu]';
BEGIN
  RETURN QUERY
  SELECT found.word::text, min(found.d)::real FROM (
    (SELECT v.word, v.uses, CASE WHEN v.word = typed THEN 0 ELSE 0.2 END AS d FROM customers_word v
      WHERE v.business_id = shop AND v.word >= typed AND v.word < word_end
      ORDER BY 3, v.uses DESC LIMIT most)
    UNION ALL
    (SELECT v.word, v.uses, CASE WHEN v.sound = heard THEN 0.3 ELSE 0.5 END FROM customers_word v
      WHERE v.business_id = shop AND v.sound >= heard AND v.sound < sound_end
      ORDER BY 3, v.uses DESC LIMIT most)
    UNION ALL
    (SELECT v.word, v.uses, CASE WHEN no_vowels THEN 0.4 WHEN levenshtein(v.sound, heard) > 1 THEN 0.8 ELSE 0.5 END
      FROM customers_word v
      WHERE v.business_id = shop AND length(bare) > 1 AND v.bones = bare
        AND (no_vowels OR levenshtein_less_equal(v.sound, heard, 2) <= 2)
      ORDER BY 3, v.uses DESC LIMIT most)
    UNION ALL
    (SELECT v.word, v.uses, 0.6 FROM customers_word v
      WHERE v.business_id = shop AND slips > 0 AND unfinished AND v.word LIKE '%' || typed || '%'
      ORDER BY v.uses DESC LIMIT most)
    UNION ALL
    (SELECT v.word, v.uses, 0.55 FROM customers_word v
      WHERE v.business_id = shop AND slips > 0 AND customers_letters(v.word) = customers_letters(typed)
        AND levenshtein_less_equal(v.word, typed, 2) <= 2
      ORDER BY v.uses DESC LIMIT most)
    UNION ALL
    (SELECT v.word, v.uses, CASE WHEN levenshtein(v.word, typed) <= 1 THEN 0.55
        WHEN levenshtein(v.sound, heard) <= 1 THEN 0.8 ELSE 1.0 END
      FROM customers_word v
      WHERE v.business_id = shop AND slips > 0 AND v.word % typed
        AND levenshtein_less_equal(v.word, typed, slips) <= slips
      ORDER BY 3, v.uses DESC LIMIT most)
  ) found GROUP BY found.word ORDER BY 2, max(found.uses) DESC LIMIT most;
END $function$;
"""

IN_BOOK = """p.business_id = shop AND p.status = ANY (among) AND p.gone_at IS NULL AND NOT p.is_walk_in
        AND p.id <> ALL (known)"""
HAS_INITIALS = """NOT EXISTS (SELECT FROM unnest(initials) i
          WHERE NOT EXISTS (SELECT FROM unnest(p.words) w WHERE w ^@ i))"""

# Parties whose names have every word of one list and some of another one.
HAVING_WORDS = f"""
CREATE FUNCTION customers_having_words(
  shop uuid, among text[], known uuid[], every_word text[], some_word text[], initials text[], most int
) RETURNS SETOF uuid LANGUAGE plpgsql STABLE ROWS 10 {PLANS} AS $function$
BEGIN
  RETURN QUERY SELECT p.id FROM customers_party p
  WHERE {IN_BOOK} AND p.words @> every_word AND p.words && some_word
    AND {HAS_INITIALS} LIMIT most;
END $function$;
"""

# Parties that have a near word for each place of `needed`, nearest first.
WITH_WORDS = f"""
CREATE FUNCTION customers_with_words(
  shop uuid, among text[], known uuid[], nears text[], fars real[], places int[], needed int[], initials text[],
  most int
) RETURNS TABLE (party uuid, far real) LANGUAGE plpgsql STABLE {PLANS} AS $function$
DECLARE
  -- The words for each place; a place that was not asked for asks the first one again.
  a text[] := customers_words_at(nears, places, needed[1]);
  b text[] := customers_words_at(nears, places, coalesce(needed[2], needed[1]));
  c text[] := customers_words_at(nears, places, coalesce(needed[3], needed[1]));
  d text[] := customers_words_at(nears, places, coalesce(needed[4], needed[1]));
  e text[] := customers_words_at(nears, places, coalesce(needed[5], needed[1]));
BEGIN
  RETURN QUERY
  SELECT x.id, x.far::real FROM (
    SELECT p.id, p.name_key, (SELECT sum(best) FROM (
        SELECT min(f) AS best FROM unnest(nears, fars, places) u(w, f, k)
        WHERE k = ANY (needed) AND w = ANY (p.words) GROUP BY k) nearest) AS far
    FROM customers_party p
    WHERE {IN_BOOK} AND p.words && a AND p.words && b AND p.words && c AND p.words && d AND p.words && e
        AND {HAS_INITIALS}
    LIMIT greatest(most, 200)
  ) x ORDER BY x.far, x.name_key LIMIT most;
END $function$;
"""
WORDS_AT = """
CREATE FUNCTION customers_words_at(words text[], places int[], place int) RETURNS text[] LANGUAGE sql IMMUTABLE
AS $function$ SELECT array_agg(w) FROM unnest(words, places) u(w, k) WHERE k = place $function$;
"""


def stage(rows, tier, far="0"):
    """One step of the search: the rows it finds, unless there are enough already."""
    return f"""
  IF cardinality(known) < most THEN
    room := most - cardinality(known);
    FOR found_id, tier, far IN SELECT x.id, {tier}, {far} FROM ({rows}) x LOOP
      known := known || found_id;
      RETURN NEXT;
    END LOOP;
  END IF;"""


def parties(condition, order="", also=""):
    return f"""
      SELECT p.id{also} FROM customers_party p WHERE {IN_BOOK}
        AND {condition} {order} LIMIT room"""


def having(every, some, initials="initials", known="known"):
    return f"""
      SELECT h.id FROM customers_having_words(
        shop, among, {known}, {every}, {some}, {initials}, room) AS h(id)"""


BY_DIGITS = stage(
    parties(
        """p.marks @> (SELECT array_agg(substr(part, n, 4)) FROM generate_series(1, length(part) - 3) n)
        AND (strpos(p.phone, part) > 0 OR strpos(p.secondary_phone, part) > 0)""",
        order="ORDER BY 2, p.name_key",
        also=""", CASE WHEN right(p.phone, length(part)) = part THEN 0 WHEN strpos(p.phone, part) > 0 THEN 1
        ELSE 2 END AS place""",
    ),
    tier=3,
    far="x.place",
)
BY_TAX = stage(parties("p.marks && asked_marks", order="ORDER BY p.created_at"), tier=0)
BY_NUMBER = stage(parties("p.number = asked_number"), tier=0)
BY_EMAIL = stage(
    parties(
        "p.email >= asked_email AND p.email < asked_email || beyond",
        order="ORDER BY p.email",
        also=", p.email <> asked_email AS longer",
    ),
    tier="CASE WHEN x.longer THEN 3 ELSE 0 END",
)
BY_EMAIL_WORD = stage(
    parties("p.marks @> ARRAY['@' || asked_words[1]]", order="ORDER BY p.created_at"), tier=4
)
SAME_BEGINNING = stage(
    parties(
        "p.name_key >= asked_key AND p.name_key < asked_key || '!'"
        " AND (p.name_key = asked_key OR p.name_key >= asked_key || ' ')",
        order="ORDER BY p.name_key",
        also=", p.name_key <> asked_key AS longer",
    ),
    tier=1,
    far="x.longer::int",
)
SAME_WORDS = stage(having("asked_words", "asked_words", "'{}'"), tier=2)
BEGINNING = stage(
    parties("p.name_key >= asked_key AND p.name_key < asked_key || beyond", order="ORDER BY p.name_key"),
    tier=3,
)
WORDS_BEGUN = stage(having("finished", "last_words"), tier=3, far="1")
WITH_INITIALS = stage(having("finished", "finished"), tier=3, far="1")
JOINED = stage(
    parties(
        "replace(p.name_key, ' ', '') >= joined AND replace(p.name_key, ' ', '') < joined || beyond",
        order="ORDER BY replace(p.name_key, ' ', '')",
    ),
    tier=4,
)
# A name that is only near may not fill the page alone: each further namesake stands a little farther off.
ONE_NEAR = stage(
    f"""
      SELECT y.id, min(y.far) AS far FROM (
        SELECT h.id, u.far,
          u.far + 0.12 * greatest(h.n - CASE WHEN u.far < 0.4 THEN 5 ELSE 0 END, 0) + 0.001 * u.rank AS place
        FROM unnest(nears, fars) WITH ORDINALITY u(near, far, rank), LATERAL (
          SELECT w.id, row_number() OVER () AS n
          FROM ({having("ARRAY[u.near]", "ARRAY[u.near]", "'{}'")}) w) h
        ORDER BY place LIMIT 3 * room) y
      GROUP BY y.id ORDER BY min(y.place) LIMIT room""",
    tier=5,
    far="x.far",
)


def near(needed, most="room"):
    return f"""
      SELECT w.party AS id, w.far FROM customers_with_words(
        shop, among, known, nears, fars, places, {needed}, initials, {most}) w"""


ALL_NEAR = stage(near("needed"), tier=5, far="x.far")
SOME_NEAR = stage(near("array_remove(needed, at)", "least(room, 5)"), tier=6, far="x.far")

SEARCH = f"""
#variable_conflict use_column
DECLARE
  shop constant uuid := NULLIF(current_setting('app.business_id', true), '')::uuid;
  beyond constant text := chr(1114111);
  joined constant text := replace(asked_key, ' ', '');
  asked int := cardinality(asked_words);
  longs int[] := ARRAY(SELECT n FROM unnest(asked_words) WITH ORDINALITY u(w, n) WHERE length(w) > 1);
  initials text[] := ARRAY(SELECT w FROM unnest(asked_words) w WHERE length(w) = 1);
  finished text[] := ARRAY(SELECT w FROM unnest(asked_words) WITH ORDINALITY u(w, n) WHERE length(w) > 1
    AND (n < asked OR asked = 1));
  last_words text[];
  known uuid[] := '{{}}'; nears text[] := '{{}}'; fars real[] := '{{}}'; places int[] := '{{}}';
  needed int[] := longs; part text; at int; room int; slips int; word_near text[]; word_far real[];
BEGIN
  FOREACH part IN ARRAY asked_digits LOOP {BY_DIGITS}
  END LOOP;
  IF cardinality(asked_marks) > 0 THEN {BY_TAX} END IF;
  IF asked_number <> '' THEN {BY_NUMBER} END IF;
  IF asked_email <> '' THEN {BY_EMAIL} END IF;
  -- An address that begins so is meant as an address.
  IF asked_key = '' OR asked_email <> '' AND cardinality(known) > 0 THEN RETURN; END IF;
  {SAME_BEGINNING}
  IF cardinality(longs) > 0 THEN {SAME_WORDS} END IF;
  {BEGINNING}
  IF cardinality(known) >= most OR cardinality(longs) = 0 THEN RETURN; END IF;
  IF longs[cardinality(longs)] = asked THEN
    last_words := ARRAY(SELECT v.word FROM customers_word v
      WHERE v.business_id = shop AND v.word >= asked_words[asked] AND v.word < asked_words[asked] || beyond
      ORDER BY v.uses DESC LIMIT 30);
    {WORDS_BEGUN}
  ELSE {WITH_INITIALS}
  END IF;
  IF length(joined) > 3 THEN {JOINED} END IF;
  IF asked = 1 AND length(joined) > 3 THEN {BY_EMAIL_WORD} END IF;
  IF cardinality(known) >= most OR length(joined) < 3 THEN RETURN; END IF;

  -- Words that are only near. Slips of the pen are looked for while next to nothing was found.
  FOREACH at IN ARRAY longs LOOP
    slips := CASE WHEN cardinality(known) >= 3 OR length(asked_words[at]) < 3 THEN 0
      WHEN length(asked_words[at]) < 6 THEN 1 ELSE 2 END;
    SELECT array_agg(near), array_agg(far) INTO word_near, word_far FROM customers_near_words(
      shop, asked_words[at], asked_sounds[at], asked_bones[at], at = asked, slips, 16);
    nears := nears || word_near;
    fars := fars || word_far;
    places := places || array_fill(at, ARRAY[coalesce(cardinality(word_near), 0)]);
  END LOOP;
  IF asked = 1 THEN {ONE_NEAR}
  ELSE {ALL_NEAR}
  END IF;
  IF cardinality(known) = 0 AND cardinality(longs) > 1 THEN
    FOREACH at IN ARRAY longs LOOP {SOME_NEAR}
    END LOOP;
  END IF;
END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("customers", "0002_imports_and_merges"),
    ]

    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("word", models.CharField(db_collation="C", max_length=40)),
                ("sound", models.CharField(db_collation="C", max_length=80)),
                ("bones", models.CharField(db_collation="C", max_length=80)),
                ("uses", models.PositiveIntegerField(default=1)),
                (
                    "business",
                    models.ForeignKey(
                        db_index=False,
                        default=smartkhata.core.tenancy.current_business_id,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.business",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "across",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name="party",
            name="words",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="sounds",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="marks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(
                models.F("business"),
                django.db.models.functions.text.Replace("name_key", models.Value(" ")),
                name="party_by_joined_name",
            ),
        ),
        migrations.AddIndex(
            model_name="party",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["business", "words", "marks"], name="party_found_by"
            ),
        ),
        migrations.AddIndex(
            model_name="word", index=models.Index(fields=["business", "sound"], name="word_by_sound")
        ),
        migrations.AddIndex(
            model_name="word", index=models.Index(fields=["business", "bones"], name="word_by_bones")
        ),
        migrations.AddIndex(
            model_name="word",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False,
                fields=["business", "word"],
                name="word_by_letters",
                opclasses=["uuid_ops", "gin_trgm_ops"],
            ),
        ),
        migrations.AddConstraint(
            model_name="word",
            constraint=models.UniqueConstraint(fields=("business", "word"), name="word_once"),
        ),
        rls.Protect("word"),
        rls.ForJobs("word"),
        migrations.RunSQL(KEEP_WORDS, migrations.RunSQL.noop),
        migrations.RunSQL(
            f"{NEAR_WORDS} {HAVING_WORDS} {WORDS_AT} {WITH_WORDS}"
            "GRANT EXECUTE ON FUNCTION customers_near_words, customers_having_words, customers_words_at,"
            " customers_with_words TO sk_jobs;",
            migrations.RunSQL.noop,
        ),
        rls.definer_function(
            "customers_search(asked_key text, asked_words text[], asked_sounds text[], asked_bones text[],"
            " asked_digits text[], asked_email text, asked_marks text[], asked_number text, among text[], most int)",
            returns="TABLE (found_id uuid, tier int, far real)",
            language="plpgsql",
            options="STABLE ROWS 10 SET plan_cache_mode = force_generic_plan SET pg_trgm.similarity_threshold = 0.25",
            body=SEARCH,
        ),
    ]
