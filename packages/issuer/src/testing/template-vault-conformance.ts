import type { ConformanceCase } from "@sourire/core/testing";
import type { TemplateBinding, TemplateVault } from "../vault/template-vault.js";
import { codeOf } from "./codes.js";

const BINDING: TemplateBinding = { payer: "payer-1", scope: "shop", space: "space-a", version: 1 };
const TEMPLATE = Uint8Array.from({ length: 512 }, (_, i) => (i * 7) % 256);

/** What every vault must do. */
export const templateVaultConformance: readonly ConformanceCase<TemplateVault>[] = Object.freeze([
  {
    name: "opens what it sealed",
    async run(make, expect) {
      const vault = await make();
      const sealed = await vault.seal(BINDING, TEMPLATE);
      expect([...(await vault.open(BINDING, sealed))]).toEqual([...TEMPLATE]);
    },
  },
  {
    name: "never seals alike twice and shows nothing of what is inside",
    async run(make, expect) {
      const vault = await make();
      const one = Buffer.from(await vault.seal(BINDING, TEMPLATE));
      const two = Buffer.from(await vault.seal(BINDING, TEMPLATE));
      expect(one.equals(two)).toBe(false);
      expect(one.includes(Buffer.from(TEMPLATE.subarray(0, 16)))).toBe(false);
    },
  },
  {
    name: "opens under no other payer, scope, space or version",
    async run(make, expect) {
      const vault = await make();
      const sealed = await vault.seal(BINDING, TEMPLATE);
      await vault.seal({ ...BINDING, payer: "payer-2" }, TEMPLATE);
      for (const other of [
        { payer: "payer-2" },
        { scope: "shop2" },
        { space: "space-b" },
        { version: 2 },
      ]) {
        const code = await codeOf(() => vault.open({ ...BINDING, ...other }, sealed));
        expect(code, Object.keys(other)[0]).toBe("TEMPLATE_UNREADABLE");
      }
    },
  },
  {
    name: "refuses bytes that were changed, cut or made up",
    async run(make, expect) {
      const vault = await make();
      const sealed = await vault.seal(BINDING, TEMPLATE);
      for (const at of [0, 20, sealed.length - 1]) {
        const changed = sealed.slice();
        changed[at] = (changed[at] ?? 0) ^ 1;
        expect(await codeOf(() => vault.open(BINDING, changed))).toBe("TEMPLATE_UNREADABLE");
      }
      for (const cut of [sealed.slice(0, -1), sealed.slice(0, 10), new Uint8Array()]) {
        expect(await codeOf(() => vault.open(BINDING, cut))).toBe("TEMPLATE_UNREADABLE");
      }
    },
  },
  {
    name: "opens nothing of a payer whose key was destroyed, not even after a new key was made",
    async run(make, expect) {
      const vault = await make();
      const sealed = await vault.seal(BINDING, TEMPLATE);
      const other = { ...BINDING, payer: "payer-2" };
      const kept = await vault.seal(other, TEMPLATE);
      await vault.destroy(BINDING.payer);
      await vault.destroy(BINDING.payer);
      expect(await codeOf(() => vault.open(BINDING, sealed))).toBe("TEMPLATE_UNREADABLE");
      await vault.seal(BINDING, TEMPLATE);
      expect(await codeOf(() => vault.open(BINDING, sealed))).toBe("TEMPLATE_UNREADABLE");
      expect((await vault.open(other, kept)).length).toBe(TEMPLATE.length);
    },
  },
  {
    name: "seals for one new payer many times at once under one key",
    async run(make, expect) {
      const vault = await make();
      const all = await Promise.all(Array.from({ length: 8 }, () => vault.seal(BINDING, TEMPLATE)));
      const opened = await Promise.all(all.map((sealed) => vault.open(BINDING, sealed)));
      expect(opened.every((bytes) => Buffer.from(bytes).equals(Buffer.from(TEMPLATE)))).toBe(true);
    },
  },
]);
