// Apart from the schema: whoever writes a report must name its version, and need not load zod for it.

/** Version of the report's shape: semver, major for a removed or re-meant field. */
export const SCHEMA_VERSION = "1.1.0";
