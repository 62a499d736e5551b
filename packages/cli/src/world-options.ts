import { type Command, InvalidArgumentError, Option } from "commander";
import { dataFolder } from "./world/data-folder.js";
import type { WorldOptions } from "./world/open-world.js";

/** Options that every command with a terminal and an issuer of its own takes. */
export function addWorldOptions(command: Command): Command {
  return command
    .option("--data <folder>", "where payers, keys and payments are kept", dataFolder().root)
    .addOption(packOption())
    .option("--port <number>", "port of the issuer on this machine", portNumber, 0);
}

/** `--pack`, which several commands take. */
export function packOption(): Option {
  return new Option(
    "--pack <name-or-folder>",
    "model pack; the one in use where not given (see: models list)",
  );
}

/** Reads {@link addWorldOptions}. */
export function worldOptions(command: Command): WorldOptions {
  const { data, pack, port } = command.opts<{ data?: string; pack?: string; port: number }>();
  return { folder: dataFolder(data), pack, port };
}

/** A TCP port. */
export function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError("Give 0 to 65535.");
  return port;
}
