-- Two steps that change places, and their undoing, are checked once both have moved.
DROP INDEX "Step_campaignId_position_key";
ALTER TABLE "Step" ADD CONSTRAINT "Step_campaignId_position_key" UNIQUE ("campaignId", "position") DEFERRABLE INITIALLY DEFERRED;
