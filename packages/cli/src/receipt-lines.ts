import { type AuthorizationClaims, formatMoney, type Money } from "@sourire/core";

/** An authorization as a slip of paper. */
export function receiptLines(receipt: AuthorizationClaims): readonly string[] {
  const { amount, currency, payee, payer, order, jti, assurance, iat, status } = receipt;
  const rows: readonly (readonly [string, string])[] = [
    [status === "approved" ? "PAID" : "DECLINED", formatMoney({ amount, currency } as Money)],
    ["to", payee.name],
    ["by", payer],
    ["order", order],
    ["at", new Date(iat * 1000).toISOString().replace(".000Z", "Z")],
    ["assurance", assurance],
    ["authorization", jti],
    ["model pack", `${receipt.packDigest.slice(0, 16)}…`],
    ...(receipt.livemode ? [] : [["", "TEST MODE: no money moved"] as const]),
  ];
  const label = Math.max(...rows.map(([name]) => name.length));
  const body = rows.map(([name, value]) => `${name.padEnd(label)}  ${value}`);
  const width = Math.max(...body.map((line) => line.length));
  return [
    `┌${"─".repeat(width + 2)}┐`,
    ...body.map((line) => `│ ${line.padEnd(width)} │`),
    `└${"─".repeat(width + 2)}┘`,
  ];
}
