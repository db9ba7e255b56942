-- AlterTable
ALTER TABLE "Stage" ADD COLUMN     "removedAt" TIMESTAMPTZ(3);
