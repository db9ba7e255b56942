-- CreateEnum
CREATE TYPE "MoveCause" AS ENUM ('reply', 'positive', 'meeting', 'volunteer');

-- AlterTable
ALTER TABLE "StagePeriod" ADD COLUMN     "campaignId" UUID,
ADD COLUMN     "cause" "MoveCause",
ADD COLUMN     "messageId" UUID;

-- CreateIndex
CREATE INDEX "StagePeriod_campaignId_idx" ON "StagePeriod"("campaignId");

-- CreateIndex
CREATE INDEX "StagePeriod_messageId_idx" ON "StagePeriod"("messageId");

-- AddForeignKey
ALTER TABLE "StagePeriod" ADD CONSTRAINT "StagePeriod_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StagePeriod" ADD CONSTRAINT "StagePeriod_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE SET NULL ON UPDATE CASCADE;
