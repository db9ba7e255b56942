-- A view that is deleted takes its pins along: kept in the change log, they come back with it.
CALL keep_changes_of('ViewPin');
