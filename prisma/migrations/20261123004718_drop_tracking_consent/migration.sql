-- AlterTable
ALTER TABLE "Contact" DROP COLUMN "trackingConsentAt";
