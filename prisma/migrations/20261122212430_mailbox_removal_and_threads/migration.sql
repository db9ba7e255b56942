-- AlterTable
ALTER TABLE "Mailbox" ADD COLUMN     "removedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "thread" TEXT[] DEFAULT ARRAY[]::TEXT[];
