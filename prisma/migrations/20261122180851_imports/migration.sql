-- AlterTable
ALTER TABLE "Import" ADD COLUMN     "preview" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "undoAskedAt" TIMESTAMPTZ(3),
ADD COLUMN     "undoing" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "undoneById" TEXT;

-- CreateTable
CREATE TABLE "ImportKey" (
    "importId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "line" INTEGER NOT NULL,

    CONSTRAINT "ImportKey_pkey" PRIMARY KEY ("importId","key")
);

-- AddForeignKey
ALTER TABLE "ImportKey" ADD CONSTRAINT "ImportKey_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what Prisma has no word for.

-- What the machinery notes on the way is nobody's change.
DROP TRIGGER log_insert ON "Import";
DROP TRIGGER log_update ON "Import";
DROP TRIGGER log_delete ON "Import";
CALL keep_changes_of('Import', 'rowsDone', 'rowsTotal', 'created', 'updated', 'unchanged', 'refused', 'workerId',
  'preview', 'undoing', 'startedAt', 'finishedAt');

-- Institutions are matched by their whole name, folded as the search folds it.
CREATE INDEX "institution_folded_name" ON "Institution" (f_fold("name"));
CREATE INDEX "territory_folded_name" ON "Territory" (f_fold("name"));
