-- CreateEnum
CREATE TYPE "CampaignKind" AS ENUM ('sequence', 'direct');

-- CreateEnum
CREATE TYPE "Layout" AS ENUM ('letter', 'service');

-- CreateEnum
CREATE TYPE "ExperimentGoal" AS ENUM ('reply', 'positive', 'meeting', 'volunteer');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('amplify', 'adjust', 'stop');

-- CreateEnum
CREATE TYPE "InboundKind" AS ENUM ('bounce', 'delayed', 'challenge', 'auto_reply', 'left', 'opposition', 'human', 'captured');

-- CreateEnum
CREATE TYPE "MatchedBy" AS ENUM ('token', 'reference', 'envelope', 'sender', 'domain', 'hand');

-- CreateEnum
CREATE TYPE "InboundState" AS ENUM ('filed', 'to_attach', 'set_aside');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "MessageEventKind" ADD VALUE 'replied';
ALTER TYPE "MessageEventKind" ADD VALUE 'auto_replied';
ALTER TYPE "MessageEventKind" ADD VALUE 'clicked';

-- AlterTable
ALTER TABLE "Campaign" ADD COLUMN     "kind" "CampaignKind" NOT NULL DEFAULT 'sequence',
ADD COLUMN     "layout" "Layout" NOT NULL DEFAULT 'letter',
ADD COLUMN     "linkTag" TEXT,
ADD COLUMN     "scheduledAt" TIMESTAMPTZ(3),
ADD COLUMN     "stopStageId" UUID,
ADD COLUMN     "stopsColleagues" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "volunteerSlug" TEXT;

-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "keepUntil" DATE,
ADD COLUMN     "trackingConsentAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Enrollment" ADD COLUMN     "draw" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "metAt" TIMESTAMPTZ(3),
ADD COLUMN     "pausedUntil" DATE,
ADD COLUMN     "repliedAt" TIMESTAMPTZ(3),
ADD COLUMN     "sentiment" "Sentiment",
ADD COLUMN     "stoppedAt" TIMESTAMPTZ(3),
ADD COLUMN     "volunteeredAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Mailbox" ADD COLUMN     "captureAddress" TEXT,
ADD COLUMN     "imapSecret" TEXT,
ADD COLUMN     "imapSeenAt" TIMESTAMPTZ(3),
ADD COLUMN     "imapTrouble" TEXT,
ADD COLUMN     "journalAddress" TEXT,
ADD COLUMN     "plusAddressing" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "signature" TEXT,
ADD COLUMN     "trippedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "rank" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "relayId" TEXT;

-- AlterTable
ALTER TABLE "Product" ADD COLUMN     "solicitationCap" INTEGER NOT NULL DEFAULT 3,
ADD COLUMN     "solicitationDays" INTEGER NOT NULL DEFAULT 30;

-- CreateTable
CREATE TABLE "Experiment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "hypothesis" TEXT NOT NULL,
    "goal" "ExperimentGoal" NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "endsOn" DATE NOT NULL,
    "verdict" "Verdict",
    "lesson" TEXT,
    "measured" JSONB,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "Experiment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Volunteer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "institutionId" UUID,
    "institution" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "function" TEXT,
    "email" TEXT NOT NULL,
    "phone" TEXT,
    "words" TEXT,
    "opportunityId" UUID,
    "handledAt" TIMESTAMPTZ(3),
    "handledById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Volunteer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Snippet" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "Snippet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuietWindow" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "kinds" "InstitutionKind"[] DEFAULT ARRAY[]::"InstitutionKind"[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "QuietWindow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailboxFolder" (
    "mailboxId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "uidValidity" BIGINT NOT NULL,
    "lastUid" BIGINT NOT NULL DEFAULT 0,
    "syncedAt" TIMESTAMPTZ(3),

    CONSTRAINT "MailboxFolder_pkey" PRIMARY KEY ("mailboxId","name")
);

-- CreateTable
CREATE TABLE "InboundMessage" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID NOT NULL,
    "mailboxId" UUID NOT NULL,
    "identity" TEXT NOT NULL,
    "fromAddress" TEXT,
    "fromName" TEXT,
    "subject" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "kind" "InboundKind" NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "raw" BYTEA NOT NULL,
    "size" INTEGER NOT NULL,
    "unreadable" BOOLEAN NOT NULL DEFAULT false,
    "state" "InboundState" NOT NULL DEFAULT 'to_attach',
    "matchedBy" "MatchedBy",
    "confidence" INTEGER,
    "messageId" UUID,
    "contactId" UUID,
    "institutionId" UUID,
    "interactionId" UUID,
    "attachedById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LocalMail" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "productId" UUID,
    "messageId" UUID,
    "sender" TEXT NOT NULL,
    "recipients" TEXT[],
    "subject" TEXT NOT NULL,
    "raw" BYTEA NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered" TEXT,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "LocalMail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Experiment_campaignId_key" ON "Experiment"("campaignId");

-- CreateIndex
CREATE INDEX "Experiment_productId_endsOn_idx" ON "Experiment"("productId", "endsOn");

-- CreateIndex
CREATE INDEX "Volunteer_productId_createdAt_idx" ON "Volunteer"("productId", "createdAt");

-- CreateIndex
CREATE INDEX "Volunteer_campaignId_idx" ON "Volunteer"("campaignId");

-- CreateIndex
CREATE UNIQUE INDEX "Snippet_productId_name_key" ON "Snippet"("productId", "name");

-- CreateIndex
CREATE INDEX "QuietWindow_productId_endsOn_idx" ON "QuietWindow"("productId", "endsOn");

-- CreateIndex
CREATE UNIQUE INDEX "InboundMessage_interactionId_key" ON "InboundMessage"("interactionId");

-- CreateIndex
CREATE INDEX "InboundMessage_productId_state_receivedAt_idx" ON "InboundMessage"("productId", "state", "receivedAt");

-- CreateIndex
CREATE INDEX "InboundMessage_productId_receivedAt_idx" ON "InboundMessage"("productId", "receivedAt");

-- CreateIndex
CREATE INDEX "InboundMessage_messageId_idx" ON "InboundMessage"("messageId");

-- CreateIndex
CREATE INDEX "InboundMessage_contactId_idx" ON "InboundMessage"("contactId");

-- CreateIndex
CREATE INDEX "InboundMessage_institutionId_idx" ON "InboundMessage"("institutionId");

-- CreateIndex
CREATE UNIQUE INDEX "InboundMessage_mailboxId_identity_key" ON "InboundMessage"("mailboxId", "identity");

-- CreateIndex
CREATE INDEX "LocalMail_productId_receivedAt_idx" ON "LocalMail"("productId", "receivedAt");

-- CreateIndex
CREATE INDEX "LocalMail_messageId_idx" ON "LocalMail"("messageId");

-- CreateIndex
CREATE UNIQUE INDEX "Campaign_volunteerSlug_key" ON "Campaign"("volunteerSlug");

-- CreateIndex
CREATE INDEX "Campaign_stopStageId_idx" ON "Campaign"("stopStageId");

-- CreateIndex
CREATE INDEX "Message_relayId_idx" ON "Message"("relayId");

-- AddForeignKey
ALTER TABLE "Campaign" ADD CONSTRAINT "Campaign_stopStageId_fkey" FOREIGN KEY ("stopStageId") REFERENCES "Stage"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Experiment" ADD CONSTRAINT "Experiment_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Experiment" ADD CONSTRAINT "Experiment_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Volunteer" ADD CONSTRAINT "Volunteer_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Volunteer" ADD CONSTRAINT "Volunteer_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Snippet" ADD CONSTRAINT "Snippet_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuietWindow" ADD CONSTRAINT "QuietWindow_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailboxFolder" ADD CONSTRAINT "MailboxFolder_mailboxId_fkey" FOREIGN KEY ("mailboxId") REFERENCES "Mailbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundMessage" ADD CONSTRAINT "InboundMessage_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundMessage" ADD CONSTRAINT "InboundMessage_mailboxId_fkey" FOREIGN KEY ("mailboxId") REFERENCES "Mailbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundMessage" ADD CONSTRAINT "InboundMessage_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundMessage" ADD CONSTRAINT "InboundMessage_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundMessage" ADD CONSTRAINT "InboundMessage_institutionId_fkey" FOREIGN KEY ("institutionId") REFERENCES "Institution"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundMessage" ADD CONSTRAINT "InboundMessage_interactionId_fkey" FOREIGN KEY ("interactionId") REFERENCES "Interaction"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LocalMail" ADD CONSTRAINT "LocalMail_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LocalMail" ADD CONSTRAINT "LocalMail_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what Prisma has no word for.
ALTER TABLE "Snippet" ALTER COLUMN "name" TYPE text COLLATE french;
ALTER TABLE "Product" ADD CONSTRAINT "product_solicitation_cap" CHECK ("solicitationCap" BETWEEN 1 AND 100 AND "solicitationDays" BETWEEN 1 AND 366);
ALTER TABLE "QuietWindow" ADD CONSTRAINT "quiet_window_in_order" CHECK ("endsOn" >= "startsOn");
ALTER TABLE "Experiment" ADD CONSTRAINT "experiment_threshold_percent" CHECK ("threshold" > 0 AND "threshold" <= 100);
CALL keep_changes_of('Experiment', 'measured');
CALL keep_changes_of('Volunteer');
CALL keep_changes_of('Snippet');
CALL keep_changes_of('QuietWindow');

-- The queue in the order it leaves: what follows up before what begins.
DROP INDEX "message_to_do";
CREATE INDEX "message_to_do" ON "Message" ("mailboxId", "rank" DESC, "dueAt", "id") WHERE "state" IN ('planned', 'queued', 'retry');
-- These two are covered by message_to_do and message_in_flight, and each message sent paid for them.
DROP INDEX "Message_state_dueAt_idx";
DROP INDEX "Message_workerId_idx";

-- A mailbox's new secrets stay out of the change log, as its first one does.
DROP TRIGGER log_insert ON "Mailbox";
DROP TRIGGER log_update ON "Mailbox";
DROP TRIGGER log_delete ON "Mailbox";
CALL keep_changes_of('Mailbox', 'smtpSecret', 'imapSecret', 'imapTrouble', 'imapSeenAt');
