-- CreateEnum
CREATE TYPE "ColleagueStop" AS ENUM ('none', 'institution', 'hierarchy');

-- What was chosen stays.
ALTER TABLE "Campaign"
  ALTER COLUMN "stopsColleagues" DROP DEFAULT,
  ALTER COLUMN "stopsColleagues" TYPE "ColleagueStop"
    USING (CASE WHEN "stopsColleagues" THEN 'institution' ELSE 'none' END)::"ColleagueStop",
  ALTER COLUMN "stopsColleagues" SET DEFAULT 'institution';

-- An institution, those that oversee it and those that depend on it, today, as one product sees them: up, or down, never
-- up and down again, which would lead everywhere. Four steps bound it, and end what turns round.
CREATE FUNCTION kin_of(place uuid, seen_by uuid) RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH RECURSIVE edge AS NOT MATERIALIZED (
    SELECT "fromId", "toId" FROM "Relation"
    WHERE "kind" = 'oversight' AND ("productId" IS NULL OR "productId" = seen_by)
      AND ("validFrom" IS NULL OR "validFrom" <= current_date) AND ("validTo" IS NULL OR "validTo" > current_date)
  ), up AS (
    SELECT place AS "id", 0 AS "steps"
    UNION SELECT edge."toId", up."steps" + 1 FROM up JOIN edge ON edge."fromId" = up."id" WHERE up."steps" < 4
  ), down AS (
    SELECT place AS "id", 0 AS "steps"
    UNION SELECT edge."fromId", down."steps" + 1 FROM down JOIN edge ON edge."toId" = down."id" WHERE down."steps" < 4
  )
  SELECT "id" FROM up WHERE "id" IS NOT NULL UNION SELECT "id" FROM down WHERE "id" IS NOT NULL
$$;

-- What can be put back is said in the new words.
UPDATE "Change" SET
  "before" = CASE jsonb_typeof("before" -> 'stopsColleagues') WHEN 'boolean' THEN jsonb_set("before", '{stopsColleagues}',
    to_jsonb(CASE WHEN ("before" ->> 'stopsColleagues')::boolean THEN 'institution' ELSE 'none' END)) ELSE "before" END,
  "after" = CASE jsonb_typeof("after" -> 'stopsColleagues') WHEN 'boolean' THEN jsonb_set("after", '{stopsColleagues}',
    to_jsonb(CASE WHEN ("after" ->> 'stopsColleagues')::boolean THEN 'institution' ELSE 'none' END)) ELSE "after" END
WHERE "table" = 'Campaign' AND ("before" ? 'stopsColleagues' OR "after" ? 'stopsColleagues');
