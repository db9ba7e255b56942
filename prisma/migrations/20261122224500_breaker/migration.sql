-- AlterTable
ALTER TABLE "Mailbox" ADD COLUMN     "breakerFrom" TIMESTAMPTZ(3);
