-- The few institutions whose facts a product corrects: a search by corrected name reads these alone.
CREATE INDEX "account_corrected" ON "Account" ("productId") WHERE "corrections" <> '{}';
