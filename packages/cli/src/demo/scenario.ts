/** The three payers of the demonstration. */
export type Scenario = "enrolled" | "stranger" | "withdrawn";
