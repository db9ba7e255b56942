-- AlterTable
ALTER TABLE "MailboxFolder" ADD COLUMN     "renumberedAt" TIMESTAMPTZ(3);
