-- AlterEnum
ALTER TYPE "MessageEventKind" ADD VALUE 'delayed';
