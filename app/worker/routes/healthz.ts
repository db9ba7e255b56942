import { pool } from "#app/db/db.server.ts";
import { workerState } from "#app/worker/worker-state.server.ts";

/** 200 once pages can be served, whether or not there is an account; 503 when the database does not answer. */
export async function loader() {
  try {
    await pool.query("SELECT 1");
    return Response.json({ status: "ok", database: "ok", worker: await workerState() });
  } catch {
    return Response.json({ status: "error", database: "unreachable" }, { status: 503 });
  }
}
