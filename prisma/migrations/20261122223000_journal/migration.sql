-- AlterTable
ALTER TABLE "MailboxFolder" ADD COLUMN     "readAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "copiedTo" TEXT,
ADD COLUMN     "journaledAt" TIMESTAMPTZ(3);

-- The few that may have left: looked at every minute.
CREATE INDEX "message_doubtful" ON "Message" ("sendingAt") WHERE "state" = 'uncertain';
