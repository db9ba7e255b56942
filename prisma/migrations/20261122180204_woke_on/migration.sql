-- AlterTable
ALTER TABLE "Opportunity" ADD COLUMN     "wokeOn" DATE;
