-- Indexes that measures asked for.

-- The few institutions whose facts a product corrects: a search by corrected name reads these alone.
CREATE INDEX "account_corrected" ON "Account" ("productId") WHERE "corrections" <> '{}';
-- What was deleted of a record's parts, for its history.
CREATE INDEX "change_deleted" ON "Change" ("productId", "table") WHERE "op" = 'delete';
-- A campaign's ledger in order, and whom an institution was written to through.
CREATE INDEX "Message_campaignId_id_idx" ON "Message"("campaignId", "id");
CREATE INDEX "Enrollment_institutionId_idx" ON "Enrollment"("institutionId");
-- The most populated first, those without a figure last: an index walked backwards would begin with them.
DROP INDEX "Institution_population_id_idx";
CREATE INDEX "institution_most_populated" ON "Institution" ("population" DESC NULLS LAST, "name" DESC, "id" DESC);
-- Folding costs microseconds, and the planner took it for free: it ignored the index made for it.
ALTER FUNCTION f_fold(text) COST 500;
