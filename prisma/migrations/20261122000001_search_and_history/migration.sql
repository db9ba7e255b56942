-- Written by hand: what Prisma has no word for.

-- 1. French order -----------------------------------------------------------------------------------------------
-- « Etampes, eu, Évreux, ile, Île »: on any server, whatever the locale its database was created with.
CREATE COLLATION IF NOT EXISTS french (provider = icu, locale = 'fr-FR');
ALTER TABLE "Institution" ALTER COLUMN "name" TYPE text COLLATE french;
ALTER TABLE "Territory" ALTER COLUMN "name" TYPE text COLLATE french;
ALTER TABLE "Contact" ALTER COLUMN "firstName" TYPE text COLLATE french, ALTER COLUMN "lastName" TYPE text COLLATE french;
ALTER TABLE "Campaign" ALTER COLUMN "name" TYPE text COLLATE french;

-- 2. Search -----------------------------------------------------------------------------------------------------
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What is typed and what is stored are folded alike: no case, no accent, no punctuation, « St » is « Saint ».
-- unaccent() is only STABLE; an index or a generated column wants IMMUTABLE.
CREATE FUNCTION f_fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN regexp_replace(regexp_replace(
    trim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, $1)), '[^a-z0-9]+', ' ', 'g')),
    '\mste\M', 'sainte', 'g'), '\mst\M', 'saint', 'g');

ALTER TABLE "Institution" DROP COLUMN "search";
ALTER TABLE "Institution" ADD COLUMN "search" tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig,
  f_fold("name" || ' ' || coalesce("acronym", '') || ' ' || "keywords" || ' ' || coalesce("siren", '') || ' ' || coalesce("siret", '')))) STORED;
CREATE INDEX "Institution_search_idx" ON "Institution" USING gin ("search");
CREATE INDEX "institution_name_trigrams" ON "Institution" USING gin (f_fold("name") gin_trgm_ops);
CREATE INDEX "institution_acronym" ON "Institution" (f_fold("acronym")) WHERE "acronym" IS NOT NULL;

ALTER TABLE "Contact" DROP COLUMN "search";
ALTER TABLE "Contact" ADD COLUMN "search" tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig,
  f_fold(coalesce("firstName", '') || ' ' || coalesce("lastName", '')))) STORED;
CREATE INDEX "Contact_search_idx" ON "Contact" USING gin ("search");
CREATE INDEX "address_value_trigrams" ON "Address" USING gin ("normalized" gin_trgm_ops);

-- 3. Rules of the data ------------------------------------------------------------------------------------------
ALTER TABLE "Institution"
  ADD CONSTRAINT "institution_siren_form" CHECK ("siren" ~ '^[0-9]{9}$'),
  ADD CONSTRAINT "institution_siret_form" CHECK ("siret" ~ '^[0-9]{14}$'),
  ADD CONSTRAINT "institution_shared_has_key" CHECK (("productId" IS NULL) = ("key" IS NOT NULL));
CREATE UNIQUE INDEX "institution_siren_once" ON "Institution" ("productId", "siren") WHERE "productId" IS NOT NULL;
CREATE UNIQUE INDEX "institution_siret_once" ON "Institution" ("productId", "siret") WHERE "productId" IS NOT NULL;
CREATE UNIQUE INDEX "position_one_primary" ON "Position" ("contactId") WHERE "primary" AND "validTo" IS NULL;
CREATE UNIQUE INDEX "address_one_primary" ON "Address" ("contactId", "kind") WHERE "primary" AND "validTo" IS NULL;
CREATE UNIQUE INDEX "task_one_next" ON "Task" ("opportunityId") WHERE "doneAt" IS NULL;
CREATE INDEX "message_to_do" ON "Message" ("mailboxId", "dueAt") WHERE "state" IN ('planned', 'queued', 'retry');
CREATE INDEX "message_in_flight" ON "Message" ("workerId") WHERE "workerId" IS NOT NULL;

-- 4. The change log ---------------------------------------------------------------------------------------------
-- One function for every owned table: changed columns before and after, signed by what `transaction()` has set.
-- Statement-level, so that a set-based update of 10 000 rows is one insert. Arguments: columns never logged.
CREATE FUNCTION log_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  hidden text[] := ARRAY['search'] || coalesce(TG_ARGV, '{}');
  change_set uuid := coalesce(nullif(current_setting('essaim.set', true), '')::uuid, gen_random_uuid());
  actor text := nullif(current_setting('essaim.actor', true), '');
  doing text := nullif(current_setting('essaim.action', true), '');
BEGIN
  IF current_setting('essaim.log', true) = 'off' THEN RETURN NULL; END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Change" ("setId", "productId", "table", "rowId", "op", "after", "actorId", "action")
    SELECT change_set, (coalesce(j ->> 'productId', CASE TG_TABLE_NAME WHEN 'Product' THEN j ->> 'id' END))::uuid,
      TG_TABLE_NAME, j ->> 'id', 'insert', j - hidden, actor, doing
    FROM (SELECT to_jsonb(n) AS j FROM new_rows n) rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "Change" ("setId", "productId", "table", "rowId", "op", "before", "actorId", "action")
    SELECT change_set, (coalesce(j ->> 'productId', CASE TG_TABLE_NAME WHEN 'Product' THEN j ->> 'id' END))::uuid,
      TG_TABLE_NAME, j ->> 'id', 'delete', j - hidden, actor, doing
    FROM (SELECT to_jsonb(o) AS j FROM old_rows o) rows;
  ELSE
    INSERT INTO "Change" ("setId", "productId", "table", "rowId", "op", "before", "after", "actorId", "action")
    SELECT change_set, (coalesce(n ->> 'productId', CASE TG_TABLE_NAME WHEN 'Product' THEN n ->> 'id' END))::uuid,
      TG_TABLE_NAME, n ->> 'id', 'update', diff.before, diff.after, actor, doing
    FROM (SELECT to_jsonb(o) AS o, to_jsonb(n) AS n FROM old_rows o JOIN new_rows n ON n."id" = o."id") rows,
      LATERAL (
        SELECT jsonb_object_agg(key, o -> key) AS before, jsonb_object_agg(key, value) AS after
        FROM jsonb_each(n) WHERE value IS DISTINCT FROM o -> key AND key <> ALL (hidden)
      ) diff
    WHERE diff.after IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;

CREATE PROCEDURE keep_changes_of(owned text, VARIADIC hidden text[] DEFAULT '{}') LANGUAGE plpgsql AS $$
DECLARE
  arguments text := (SELECT coalesce(string_agg(quote_literal(name), ', '), '') FROM unnest(hidden) name);
BEGIN
  EXECUTE format('CREATE TRIGGER log_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION log_changes(%s)', owned, arguments);
  EXECUTE format('CREATE TRIGGER log_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION log_changes(%s)', owned, arguments);
  EXECUTE format('CREATE TRIGGER log_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION log_changes(%s)', owned, arguments);
END $$;

CALL keep_changes_of('Product');
CALL keep_changes_of('Membership');
CALL keep_changes_of('Invitation', 'secretHash');
CALL keep_changes_of('ApiToken', 'tokenHash', 'lastUsedAt');
CALL keep_changes_of('Stage');
CALL keep_changes_of('Institution');
CALL keep_changes_of('Relation');
CALL keep_changes_of('Account', 'lastInteractionAt', 'lastInboundAt');
CALL keep_changes_of('Contact');
CALL keep_changes_of('Position');
CALL keep_changes_of('Address');
CALL keep_changes_of('Opportunity', 'version', 'stageSince');
CALL keep_changes_of('Task');
CALL keep_changes_of('Interaction');
CALL keep_changes_of('Mailbox', 'smtpSecret');
CALL keep_changes_of('Campaign', 'version', 'excluded');
CALL keep_changes_of('Step');
CALL keep_changes_of('Variant');

-- 5. Derived rows -----------------------------------------------------------------------------------------------
-- A stale form is refused by the version it was drawn from; time in stage is counted from the last move.
CREATE FUNCTION count_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."version" := OLD."version" + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER count_version BEFORE UPDATE ON "Opportunity" FOR EACH ROW EXECUTE FUNCTION count_version();
CREATE TRIGGER count_version BEFORE UPDATE ON "Campaign" FOR EACH ROW EXECUTE FUNCTION count_version();

CREATE FUNCTION date_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."stageId" <> OLD."stageId" THEN NEW."stageSince" := now(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER date_stage BEFORE UPDATE ON "Opportunity" FOR EACH ROW EXECUTE FUNCTION date_stage();

CREATE FUNCTION keep_stage_periods() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    UPDATE "StagePeriod" p SET "validTo" = now() FROM old_rows o JOIN new_rows n ON n."id" = o."id"
    WHERE p."opportunityId" = n."id" AND p."validTo" IS NULL AND n."stageId" <> o."stageId";
    INSERT INTO "StagePeriod" ("productId", "opportunityId", "stageId", "validFrom", "byId")
    SELECT n."productId", n."id", n."stageId", now(), nullif(current_setting('essaim.actor', true), '')
    FROM old_rows o JOIN new_rows n ON n."id" = o."id" WHERE n."stageId" <> o."stageId";
  ELSE
    INSERT INTO "StagePeriod" ("productId", "opportunityId", "stageId", "validFrom", "byId")
    SELECT n."productId", n."id", n."stageId", n."stageSince", nullif(current_setting('essaim.actor', true), '') FROM new_rows n;
    INSERT INTO "Account" ("productId", "institutionId", "ownerId")
    SELECT n."productId", n."institutionId", n."ownerId" FROM new_rows n
    ON CONFLICT ("productId", "institutionId") DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_stage_periods_insert AFTER INSERT ON "Opportunity" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION keep_stage_periods();
CREATE TRIGGER keep_stage_periods_update AFTER UPDATE ON "Opportunity" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION keep_stage_periods();

-- The dates of last contact, read by « plus de X jours, ou jamais ». An interaction is also a first touch.
CREATE FUNCTION date_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Account" ("productId", "institutionId", "lastInteractionAt", "lastInboundAt")
  SELECT i."productId", i."institutionId", max(i."happenedAt"), max(i."happenedAt") FILTER (WHERE i."direction" = 'inbound')
  FROM "Interaction" i JOIN (SELECT DISTINCT "productId", "institutionId" FROM touched_rows) t USING ("productId", "institutionId")
  GROUP BY 1, 2
  ON CONFLICT ("productId", "institutionId") DO UPDATE
    SET "lastInteractionAt" = excluded."lastInteractionAt", "lastInboundAt" = excluded."lastInboundAt";
  IF TG_OP = 'DELETE' THEN
    UPDATE "Account" a SET "lastInteractionAt" = NULL, "lastInboundAt" = NULL FROM touched_rows t
    WHERE a."productId" = t."productId" AND a."institutionId" = t."institutionId" AND NOT EXISTS (
      SELECT FROM "Interaction" i WHERE i."productId" = t."productId" AND i."institutionId" = t."institutionId");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER date_account_insert AFTER INSERT ON "Interaction" REFERENCING NEW TABLE AS touched_rows
  FOR EACH STATEMENT EXECUTE FUNCTION date_account();
CREATE TRIGGER date_account_update AFTER UPDATE ON "Interaction" REFERENCING NEW TABLE AS touched_rows
  FOR EACH STATEMENT EXECUTE FUNCTION date_account();
CREATE TRIGGER date_account_delete AFTER DELETE ON "Interaction" REFERENCING OLD TABLE AS touched_rows
  FOR EACH STATEMENT EXECUTE FUNCTION date_account();
