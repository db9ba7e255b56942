-- An institution is looked up by the campaigns that wrote to it: solicitations are counted so.
DROP INDEX "Enrollment_institutionId_idx";
CREATE INDEX "Enrollment_institutionId_campaignId_idx" ON "Enrollment"("institutionId", "campaignId");
-- The few who answered: a colleague's answer is looked for before each message leaves.
CREATE INDEX "enrollment_answered" ON "Enrollment" ("institutionId") WHERE "repliedAt" IS NOT NULL;
-- Drafts that launch by themselves.
CREATE INDEX "campaign_scheduled" ON "Campaign" ("scheduledAt") WHERE "state" = 'draft' AND "scheduledAt" IS NOT NULL;
