-- Each message sent pays for these twice. What is kept of a change stays the same.

-- A row whose only changes are hidden ones (an account's dates of last contact) is no longer taken apart.
CREATE OR REPLACE FUNCTION log_changes() RETURNS trigger LANGUAGE plpgsql AS $$
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
    FROM (SELECT to_jsonb(o) - hidden AS o, to_jsonb(n) - hidden AS n FROM old_rows o JOIN new_rows n ON n."id" = o."id") rows,
      LATERAL (
        SELECT jsonb_object_agg(key, o -> key) AS before, jsonb_object_agg(key, value) AS after
        FROM jsonb_each(n) WHERE value IS DISTINCT FROM o -> key
      ) diff
    WHERE n <> o;
  END IF;
  RETURN NULL;
END $$;

-- An account is there already but at the first touch: an UPDATE fires half the triggers that an upsert does. In the
-- order of its institutions, so that two workers never wait for each other.
CREATE OR REPLACE FUNCTION bring_account_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  known integer;
BEGIN
  UPDATE "Account" a SET "lastInteractionAt" = greatest(a."lastInteractionAt", t."at"),
    "lastInboundAt" = greatest(a."lastInboundAt", t."inboundAt")
  FROM (
    SELECT "productId", "institutionId", max("happenedAt") AS "at",
      max("happenedAt") FILTER (WHERE "direction" = 'inbound') AS "inboundAt"
    FROM touched_rows GROUP BY 1, 2 ORDER BY 1, 2
  ) t
  WHERE a."productId" = t."productId" AND a."institutionId" = t."institutionId";
  GET DIAGNOSTICS known = ROW_COUNT;
  IF known = (SELECT count(*) FROM (SELECT FROM touched_rows GROUP BY "productId", "institutionId") t) THEN
    RETURN NULL;
  END IF;
  INSERT INTO "Account" ("productId", "institutionId", "lastInteractionAt", "lastInboundAt")
  SELECT "productId", "institutionId", max("happenedAt"), max("happenedAt") FILTER (WHERE "direction" = 'inbound')
  FROM touched_rows GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT ("productId", "institutionId") DO UPDATE
    SET "lastInteractionAt" = greatest("Account"."lastInteractionAt", excluded."lastInteractionAt"),
      "lastInboundAt" = greatest("Account"."lastInboundAt", excluded."lastInboundAt");
  RETURN NULL;
END $$;
