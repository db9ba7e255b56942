-- CreateEnum
CREATE TYPE "DecisionRole" AS ENUM ('decides', 'prescribes', 'influences', 'uses', 'blocks');

-- CreateEnum
CREATE TYPE "ViewList" AS ENUM ('institutions', 'contacts', 'partnerships');

-- CreateEnum
CREATE TYPE "ImportKind" AS ENUM ('contacts', 'institutions', 'usage');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('mapping', 'checking', 'ready', 'running', 'finished', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "CallOutcome" AS ENUM ('reached', 'no_answer', 'voicemail', 'call_back', 'wrong_number', 'refused');

-- CreateEnum
CREATE TYPE "Sentiment" AS ENUM ('positive', 'neutral', 'negative', 'meeting');

-- CreateEnum
CREATE TYPE "ObjectiveMetric" AS ENUM ('volunteers', 'deployed', 'active', 'penetration', 'meetings', 'usage');

-- CreateEnum
CREATE TYPE "ReferenceLoadState" AS ENUM ('reading', 'report', 'applying', 'applied', 'failed', 'dropped');

-- CreateEnum
CREATE TYPE "ReferenceMatch" AS ENUM ('matched', 'ambiguous', 'unmatched', 'refused');

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "cadenceDays" INTEGER,
ADD COLUMN     "nextSteps" TEXT,
ADD COLUMN     "risks" TEXT,
ADD COLUMN     "sponsors" TEXT,
ADD COLUMN     "stakes" TEXT;

-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "mergedIntoId" UUID;

-- AlterTable
ALTER TABLE "Interaction" ADD COLUMN     "durationMinutes" INTEGER,
ADD COLUMN     "handledAt" TIMESTAMPTZ(3),
ADD COLUMN     "handledById" TEXT,
ADD COLUMN     "outcome" "CallOutcome",
ADD COLUMN     "sentiment" "Sentiment";

-- AlterTable
ALTER TABLE "Position" ADD COLUMN     "decisionRole" "DecisionRole",
ADD COLUMN     "influence" INTEGER,
ADD COLUMN     "interest" INTEGER;

-- AlterTable
ALTER TABLE "Product" ADD COLUMN     "callScript" TEXT;

-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "contactId" UUID,
ADD COLUMN     "dueMinute" INTEGER,
ADD COLUMN     "kind" "InteractionKind";

-- CreateTable
CREATE TABLE "ContactMerge" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "survivorId" UUID NOT NULL,
    "absorbedId" UUID NOT NULL,
    "setId" UUID NOT NULL,
    "moved" JSONB NOT NULL DEFAULT '{}',
    "undoneAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "ContactMerge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DistinctContacts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "oneId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "DistinctContacts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Target" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "filter" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "Target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SavedView" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "list" "ViewList" NOT NULL,
    "name" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ViewPin" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "viewId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ViewPin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UploadChunk" (
    "uploadId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "UploadChunk_pkey" PRIMARY KEY ("uploadId","position")
);

-- CreateTable
CREATE TABLE "Import" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "uploadId" UUID,
    "kind" "ImportKind" NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'mapping',
    "fileName" TEXT NOT NULL,
    "setId" UUID NOT NULL DEFAULT gen_random_uuid(),
    "reading" JSONB NOT NULL DEFAULT '{}',
    "mapping" JSONB NOT NULL DEFAULT '{}',
    "options" JSONB NOT NULL DEFAULT '{}',
    "rowsDone" INTEGER NOT NULL DEFAULT 0,
    "rowsTotal" INTEGER,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "workerId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportRefusal" (
    "importId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "reasons" JSONB NOT NULL,

    CONSTRAINT "ImportRefusal_pkey" PRIMARY KEY ("importId","line")
);

-- CreateTable
CREATE TABLE "Export" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "rows" INTEGER NOT NULL DEFAULT 0,
    "finishedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "Export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Participant" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "interactionId" UUID NOT NULL,
    "contactId" UUID NOT NULL,

    CONSTRAINT "Participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "lastReadAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cycle" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "Cycle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Objective" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "cycleId" UUID NOT NULL,
    "metric" "ObjectiveMetric" NOT NULL,
    "usageMetric" TEXT,
    "target" DOUBLE PRECISION NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "Objective_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UsageFact" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "institutionId" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "source" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "UsageFact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReferenceLoad" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "fileName" TEXT NOT NULL,
    "sha256" TEXT,
    "state" "ReferenceLoadState" NOT NULL DEFAULT 'reading',
    "counts" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,
    "vintage" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,
    "appliedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReferenceLoad_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReferenceRecord" (
    "loadId" UUID NOT NULL,
    "recordId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT,
    "match" "ReferenceMatch" NOT NULL,
    "by" TEXT,
    "institutionId" UUID,
    "candidates" JSONB NOT NULL DEFAULT '[]',
    "facts" JSONB NOT NULL DEFAULT '{}',
    "reason" TEXT,

    CONSTRAINT "ReferenceRecord_pkey" PRIMARY KEY ("loadId","recordId")
);

-- CreateIndex
CREATE INDEX "ContactMerge_productId_createdAt_idx" ON "ContactMerge"("productId", "createdAt");

-- CreateIndex
CREATE INDEX "ContactMerge_survivorId_idx" ON "ContactMerge"("survivorId");

-- CreateIndex
CREATE INDEX "ContactMerge_absorbedId_idx" ON "ContactMerge"("absorbedId");

-- CreateIndex
CREATE INDEX "DistinctContacts_productId_idx" ON "DistinctContacts"("productId");

-- CreateIndex
CREATE UNIQUE INDEX "DistinctContacts_oneId_otherId_key" ON "DistinctContacts"("oneId", "otherId");

-- CreateIndex
CREATE UNIQUE INDEX "Target_productId_key" ON "Target"("productId");

-- CreateIndex
CREATE UNIQUE INDEX "SavedView_productId_ownerId_list_name_key" ON "SavedView"("productId", "ownerId", "list", "name");

-- CreateIndex
CREATE INDEX "ViewPin_userId_idx" ON "ViewPin"("userId");

-- CreateIndex
CREATE INDEX "ViewPin_productId_idx" ON "ViewPin"("productId");

-- CreateIndex
CREATE UNIQUE INDEX "ViewPin_viewId_userId_key" ON "ViewPin"("viewId", "userId");

-- CreateIndex
CREATE INDEX "Upload_productId_idx" ON "Upload"("productId");

-- CreateIndex
CREATE INDEX "Import_productId_createdAt_idx" ON "Import"("productId", "createdAt");

-- CreateIndex
CREATE INDEX "Import_uploadId_idx" ON "Import"("uploadId");

-- CreateIndex
CREATE INDEX "Import_state_idx" ON "Import"("state");

-- CreateIndex
CREATE INDEX "Export_productId_createdAt_idx" ON "Export"("productId", "createdAt");

-- CreateIndex
CREATE INDEX "Participant_contactId_idx" ON "Participant"("contactId");

-- CreateIndex
CREATE INDEX "Participant_productId_idx" ON "Participant"("productId");

-- CreateIndex
CREATE UNIQUE INDEX "Participant_interactionId_contactId_key" ON "Participant"("interactionId", "contactId");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_secretHash_key" ON "CalendarFeed"("secretHash");

-- CreateIndex
CREATE INDEX "CalendarFeed_userId_idx" ON "CalendarFeed"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_productId_userId_key" ON "CalendarFeed"("productId", "userId");

-- CreateIndex
CREATE INDEX "Cycle_productId_startsOn_idx" ON "Cycle"("productId", "startsOn");

-- CreateIndex
CREATE INDEX "Objective_productId_idx" ON "Objective"("productId");

-- CreateIndex
CREATE INDEX "Objective_cycleId_position_idx" ON "Objective"("cycleId", "position");

-- CreateIndex
CREATE INDEX "UsageFact_productId_metric_date_idx" ON "UsageFact"("productId", "metric", "date");

-- CreateIndex
CREATE INDEX "UsageFact_institutionId_idx" ON "UsageFact"("institutionId");

-- CreateIndex
CREATE UNIQUE INDEX "UsageFact_productId_institutionId_metric_date_key" ON "UsageFact"("productId", "institutionId", "metric", "date");

-- CreateIndex
CREATE INDEX "ReferenceLoad_createdAt_idx" ON "ReferenceLoad"("createdAt");

-- CreateIndex
CREATE INDEX "ReferenceRecord_loadId_match_idx" ON "ReferenceRecord"("loadId", "match");

-- CreateIndex
CREATE INDEX "ReferenceRecord_institutionId_idx" ON "ReferenceRecord"("institutionId");

-- CreateIndex
CREATE INDEX "Contact_mergedIntoId_idx" ON "Contact"("mergedIntoId");

-- CreateIndex
CREATE INDEX "Task_contactId_idx" ON "Task"("contactId");

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactMerge" ADD CONSTRAINT "ContactMerge_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DistinctContacts" ADD CONSTRAINT "DistinctContacts_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Target" ADD CONSTRAINT "Target_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ViewPin" ADD CONSTRAINT "ViewPin_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ViewPin" ADD CONSTRAINT "ViewPin_viewId_fkey" FOREIGN KEY ("viewId") REFERENCES "SavedView"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ViewPin" ADD CONSTRAINT "ViewPin_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UploadChunk" ADD CONSTRAINT "UploadChunk_uploadId_fkey" FOREIGN KEY ("uploadId") REFERENCES "Upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Import" ADD CONSTRAINT "Import_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Import" ADD CONSTRAINT "Import_uploadId_fkey" FOREIGN KEY ("uploadId") REFERENCES "Upload"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRefusal" ADD CONSTRAINT "ImportRefusal_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Export" ADD CONSTRAINT "Export_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Participant" ADD CONSTRAINT "Participant_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Participant" ADD CONSTRAINT "Participant_interactionId_fkey" FOREIGN KEY ("interactionId") REFERENCES "Interaction"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Participant" ADD CONSTRAINT "Participant_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Cycle" ADD CONSTRAINT "Cycle_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objective" ADD CONSTRAINT "Objective_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objective" ADD CONSTRAINT "Objective_cycleId_fkey" FOREIGN KEY ("cycleId") REFERENCES "Cycle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UsageFact" ADD CONSTRAINT "UsageFact_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UsageFact" ADD CONSTRAINT "UsageFact_institutionId_fkey" FOREIGN KEY ("institutionId") REFERENCES "Institution"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReferenceRecord" ADD CONSTRAINT "ReferenceRecord_loadId_fkey" FOREIGN KEY ("loadId") REFERENCES "ReferenceLoad"("id") ON DELETE CASCADE ON UPDATE CASCADE;
