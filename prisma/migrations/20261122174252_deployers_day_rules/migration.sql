-- Written by hand: what Prisma has no word for.

ALTER TABLE "SavedView" ALTER COLUMN "name" TYPE text COLLATE french;

-- 1. Rules of the data
ALTER TABLE "Position"
  ADD CONSTRAINT "position_influence_scale" CHECK ("influence" BETWEEN 1 AND 5),
  ADD CONSTRAINT "position_interest_scale" CHECK ("interest" BETWEEN 1 AND 5);
ALTER TABLE "Task" ADD CONSTRAINT "task_minute_of_day" CHECK ("dueMinute" BETWEEN 0 AND 1439);
ALTER TABLE "Account" ADD CONSTRAINT "account_cadence_days" CHECK ("cadenceDays" BETWEEN 1 AND 730);
ALTER TABLE "Cycle" ADD CONSTRAINT "cycle_in_order" CHECK ("endsOn" > "startsOn");
ALTER TABLE "Contact" ADD CONSTRAINT "contact_not_into_itself" CHECK ("mergedIntoId" <> "id");
ALTER TABLE "DistinctContacts" ADD CONSTRAINT "distinct_in_order" CHECK ("oneId" < "otherId");

-- 2. The change log
CALL keep_changes_of('UsageFact');
CALL keep_changes_of('Target');
CALL keep_changes_of('SavedView');
CALL keep_changes_of('Cycle');
CALL keep_changes_of('Objective');
CALL keep_changes_of('Participant');
CALL keep_changes_of('ContactMerge', 'moved');
CALL keep_changes_of('DistinctContacts');
CALL keep_changes_of('CalendarFeed', 'secretHash', 'lastReadAt');
CALL keep_changes_of('Import', 'rowsDone', 'rowsTotal', 'created', 'updated', 'unchanged', 'refused', 'workerId');
CALL keep_changes_of('Export', 'rows', 'finishedAt');

-- 3. The dates of last contact
-- A new interaction can only bring them forward: the whole past of the institution needs no reading again, which
-- each message sent would pay for. A change or a removal still counts everything again.
CREATE FUNCTION bring_account_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Account" ("productId", "institutionId", "lastInteractionAt", "lastInboundAt")
  SELECT "productId", "institutionId", max("happenedAt"), max("happenedAt") FILTER (WHERE "direction" = 'inbound')
  FROM touched_rows GROUP BY 1, 2
  ON CONFLICT ("productId", "institutionId") DO UPDATE
    SET "lastInteractionAt" = greatest("Account"."lastInteractionAt", excluded."lastInteractionAt"),
      "lastInboundAt" = greatest("Account"."lastInboundAt", excluded."lastInboundAt");
  RETURN NULL;
END $$;
DROP TRIGGER date_account_insert ON "Interaction";
CREATE TRIGGER date_account_insert AFTER INSERT ON "Interaction" REFERENCING NEW TABLE AS touched_rows
  FOR EACH STATEMENT EXECUTE FUNCTION bring_account_forward();

-- 4. Indexes
-- Answers that wait for someone.
CREATE INDEX "interaction_to_handle" ON "Interaction" ("productId", "happenedAt") WHERE "direction" = 'inbound' AND "handledAt" IS NULL;
-- Sleeping partnerships by the day they wake.
CREATE INDEX "opportunity_wakes" ON "Opportunity" ("wakeOn") WHERE "wakeOn" IS NOT NULL;
-- Key accounts with a promise of regularity.
CREATE INDEX "account_key" ON "Account" ("productId") WHERE "keyAccount";
