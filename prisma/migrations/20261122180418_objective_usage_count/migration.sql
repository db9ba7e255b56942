-- CreateEnum
CREATE TYPE "UsageCount" AS ENUM ('sum', 'last');

-- AlterTable
ALTER TABLE "Objective" ADD COLUMN     "usageCount" "UsageCount";
