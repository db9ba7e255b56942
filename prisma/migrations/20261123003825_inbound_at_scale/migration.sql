-- DropIndex
DROP INDEX "Message_mailboxId_idx";

-- CreateIndex
CREATE INDEX "Message_mailboxId_sentAt_idx" ON "Message"("mailboxId", "sentAt");
